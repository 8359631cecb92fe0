using Drr.Web.Contracts;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>What a supervisor asks.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health").DisableRateLimiting();
        health.MapGet("/live", () => new ServiceStatus("live"))
            .WithSummary("Whether the process answers at all.");
        health.MapGet("/ready", (ModelHost host) => host.Current is null
                ? Results.Json(new ServiceStatus("waiting", host.Reason), statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Ok(new ServiceStatus("ready")))
            .Produces<ServiceStatus>().Produces<ServiceStatus>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Whether there is an agent to answer; until then the baselines do.");
    }
}
