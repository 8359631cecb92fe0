using Drr.Agent.Evaluation;
using Drr.Agent.Runs;
using Drr.Web.Contracts;
using Drr.Web.Protection;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>What only somebody at this machine may ask.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder app) => app.MapPost("/admin/reload", Reload)
        .WithTags("Admin").ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary("Loads the run's agent now; otherwise a new one is noticed within seconds. From this machine only, never through "
            + "a proxy. 409 where the run has no agent yet, 422 where it does not fit or is damaged.");

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
