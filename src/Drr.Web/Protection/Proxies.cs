using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Drr.Web.Protection;

/// <summary>Who is believed when a request says that it comes from elsewhere: the proxies of the
/// settings, and nobody else.</summary>
internal static class Proxies
{
    private static readonly string[] s_marks = ["X-Forwarded-For", "X-Original-For", "Forwarded", "Via"];

    public static void Trust(ForwardedHeadersOptions forwarded, ServerOptions options)
    {
        forwarded.ForwardedHeaders =
            ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = null; // every step must be one of these
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.Proxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }
    }

    /// <summary>Only who sits at this machine goes on; a proxy does not, though it may run here.</summary>
    public static void RequireThisMachine(HttpContext context, ServerOptions options)
    {
        var address = context.Connection.RemoteIpAddress;
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (address is null || !IPAddress.IsLoopback(address) || options.Proxies.Any(proxy => proxy.Contains(address))
            || s_marks.Any(context.Request.Headers.ContainsKey))
        {
            throw new RequestFault(
                StatusCodes.Status403Forbidden, "", "Only from the machine that the service runs on, and through no proxy.");
        }
    }
}
