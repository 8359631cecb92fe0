using System.Net;
using Drr.Web.Contracts;
using Drr.Web.Protection;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>What only somebody at this machine may ask.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder app) => app
        .MapPost("/admin/reload", (HttpContext context, ModelHost host) =>
        {
            RequireLoopback(context);
            return new ReloadReport(host.Reload(force: true), host.Current?.Summary);
        })
        .WithTags("Admin").ProducesProblem(StatusCodes.Status403Forbidden)
        .WithSummary("Loads the run's agent now; otherwise a new one is noticed within seconds. From this machine only.");

    public static void RequireLoopback(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            throw new RequestFault(StatusCodes.Status403Forbidden, "", "Only from the machine that the service runs on.");
        }
    }
}
