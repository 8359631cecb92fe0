using System.Security.Cryptography;
using System.Text;

namespace Drr.Web.Protection;

/// <summary>Wants the token of the settings, where there is one, from whoever changes something.</summary>
internal static class WriteToken
{
    /// <summary>On an endpoint that reads, though it is asked by POST.</summary>
    public sealed class NotWanted;

    public static RequestDelegate Check(RequestDelegate next, string token)
    {
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")); // of one length, whatever was given
        return context =>
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
