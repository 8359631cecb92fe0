using Drr.Web.Contracts;
using Drr.Web.Feedback;
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
