using System.Net;

namespace Drr.Web.Protection;

/// <summary>Refuses what another site's page makes a browser send: a request that changes something must come from this page, or
/// from no page at all.</summary>
/// <remarks>No address of another site is ever allowed by CORS headers either: there are none. And only addresses and names of
/// this service are answered: a foreign name may have been pointed at this machine to make its page look like ours.</remarks>
internal static class OriginCheck
{
    public static Task Check(HttpContext context, RequestDelegate next, ServerOptions options)
    {
        var request = context.Request;
        if (!IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out _) && request.Host.Host is not "localhost"
            && !options.AllowedHosts.Append(options.Host).Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            throw RequestFault.Invalid("Host", $"'{request.Host.Host}' is no name of this service; --allowed-host adds one.");
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request)
            ? next(context)
            : throw new RequestFault(
                StatusCodes.Status403Forbidden, "Origin", "Only the page of this service may change anything from a browser.");
    }

    private static bool IsOwn(HttpRequest request)
    {
        var (origin, own) = (request.Headers.Origin.ToString(), $"{request.Scheme}://{request.Host}");
        return (origin.Length == 0 || string.Equals(origin, own, StringComparison.OrdinalIgnoreCase))
            && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }
}
