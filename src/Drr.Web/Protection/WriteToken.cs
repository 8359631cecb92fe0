using System.Security.Cryptography;
using System.Text;

namespace Drr.Web.Protection;

/// <summary>Requests that change something must carry the token of the settings, where there is one.</summary>
internal static class WriteToken
{
    /// <summary>Marks an endpoint that only reads, although its method is POST.</summary>
    public sealed class NotWanted;

    public static RequestDelegate Check(RequestDelegate next, string token)
    {
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}"));
        return context => // digests have one length, so that comparing them takes the same time for every token
        {
            var (request, given) = (context.Request, context.Request.Headers.Authorization.ToString());
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                || context.GetEndpoint()?.Metadata.GetMetadata<NotWanted>() is not null
                || CryptographicOperations.FixedTimeEquals(expected, SHA256.HashData(Encoding.UTF8.GetBytes(given))))
            {
                return next(context);
            }

            throw new RequestFault(
                StatusCodes.Status401Unauthorized, "Authorization",
                $"A token is required to write: {(given.Length == 0 ? "none was given" : "the one given is another")}.");
        };
    }
}
