using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Drr.Web.Contracts;
using Drr.Web.Protection;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>Training runs and their curves, as they grow.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/runs").WithTags("Training");
        group.MapGet("", (RunList runs) => runs.All()).WithSummary("The runs beside the one that is served.");
        group.MapGet("/{name}/metrics", Metrics).ProducesProblem(StatusCodes.Status404NotFound).ProducesValidationProblem()
            .WithSummary("A run's metrics from a line on; ask again with `next` while it is at work.");
    }

    private static RunMetrics Metrics(
        string name, RunList runs,
        [Range(0, int.MaxValue)] [Description("The `next` of the answer before.")] int after = 0)
    {
        var lines = (runs.Find(name) ?? throw RequestFault.Missing("name", "There is no such run.")).ReadMetricLines();
        return new(name, lines.Count, [.. lines.Skip(after)]);
    }
}
