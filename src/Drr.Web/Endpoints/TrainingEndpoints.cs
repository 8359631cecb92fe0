using Drr.Agent.Runs;
using Drr.Web.Contracts;
using Drr.Web.Protection;
using Drr.Web.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Drr.Web.Endpoints;

/// <summary>Runs begun, stopped, gone on with, and served, from the page.</summary>
internal static class TrainingEndpoints
{
    public static void MapTraining(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Training").ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("/training", (TrainingDesk desk) => desk.State)
            .WithSummary("What can be trained from the page, and what is at work.");
        group.MapPost("/training", (NewRun run, TrainingDesk desk) =>
                TypedResults.Accepted("/api/training", new RunName(desk.Begin(run.DataSet, run.Preset))))
            .ProducesValidationProblem()
            .WithSummary("Begins a run on an imported data set, as drr train does; one at a time.");
        var one = group.MapGroup("/runs/{name}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapPost("/stop", async (string name, TrainingDesk desk) =>
            {
                await desk.Stop(name); // its folder may not have been made yet
                return TypedResults.Accepted("/api/training", new RunName(name));
            })
            .WithSummary("Stops the run that is being trained here, and saves it.");
        one.MapPost("/resume", (string name, RunList runs, TrainingDesk desk) =>
            {
                desk.Resume(Find(name, runs));
                return TypedResults.Accepted("/api/training", new RunName(name));
            })
            .WithSummary("Goes on with a stopped run, as drr train --resume does.");
        one.MapPost("/serve", Serve)
            .WithSummary("Lets a run answer, with the data that it was trained on. The service starts anew; if that fails, the "
                + "run before goes on, and /api/training says why.");
    }

    private static Accepted<RunName> Serve(string name, RunList runs, TrainingDesk desk, SwitchBoard board)
    {
        var run = Find(name, runs);
        if (runs.IsServed(run))
        {
            throw new RequestFault(StatusCodes.Status409Conflict, "name", $"{name} answers already.");
        }

        if (desk.State.Running is { } running)
        {
            throw new RequestFault(StatusCodes.Status409Conflict, "name", $"{running} is being trained: stop it first.");
        }

        if (!File.Exists(run.Checkpoint))
        {
            throw new RequestFault(StatusCodes.Status409Conflict, "name", $"{name} has no agent yet.");
        }

        board.Ask(run);
        return TypedResults.Accepted("/api/training", new RunName(name));
    }

    private static RunFolder Find(string name, RunList runs) =>
        runs.Find(name) ?? throw RequestFault.Missing("name", "There is no such run.");
}
