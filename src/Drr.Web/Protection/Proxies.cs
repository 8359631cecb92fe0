using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Drr.Web.Protection;

/// <summary>Forwarded headers are believed when they come from the proxies of the settings, and from nobody else.</summary>
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

    /// <summary>Lets requests from this machine pass, but none that came through a proxy, even one on this machine.</summary>
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
