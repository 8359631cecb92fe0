using Drr.Agent.Evaluation;
using Drr.Agent.Runs;
using Drr.Web.Contracts;
using Drr.Web.Feedback;
using Drr.Web.Protection;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>Administration, for requests from this machine only.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder app) => app.MapPost("/admin/reload", Reload)
        .WithTags("Admin").ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary("Loads the run's agent now; otherwise a new one is noticed within seconds. From this machine only, never "
            + "through a proxy. 409 where the run has no agent yet, 422 where it does not fit or is damaged.");

    private static ReloadReport Reload(HttpContext context, ModelHost host, ServerOptions options)
    {
        Proxies.RequireThisMachine(context, options);
        try
        {
            return new(host.Reload(force: true), host.Current?.Summary);
        }
        catch (Exception fault) when (fault is CheckpointException or LeakException or InvalidDataException or IOException)
        {
            throw new RequestFault(
                fault is IOException ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity, "model",
                $"The agent is not taken: {host.Reason}");
        }
    }
}

/// <summary>Health checks, for a supervisor of the process.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health").DisableRateLimiting();
        health.MapGet("/live", () => new ServiceStatus("live"))
            .WithSummary("Whether the process answers at all.");
        health.MapGet("/ready", Ready)
            .Produces<ServiceStatus>().Produces<ServiceStatus>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Whether there is an agent to answer, and feedback is kept; until then the baselines answer.");
    }

    private static async Task<IResult> Ready(ModelHost host, FeedbackBook book)
    {
        try
        {
            await book.Check();
        }
        catch (FeedbackFileException fault)
        {
            return Unready("failing", fault.Message);
        }

        return host.Current is null ? Unready("waiting", host.Reason) : Results.Ok(new ServiceStatus("ready"));
    }

    private static IResult Unready(string status, string? reason) =>
        Results.Json(new ServiceStatus(status, reason), statusCode: StatusCodes.Status503ServiceUnavailable);
}
