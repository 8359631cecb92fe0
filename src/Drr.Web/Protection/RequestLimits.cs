using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Drr.Web.Protection;

/// <summary>How much, how fast and how slowly a client may send.</summary>
internal static class RequestLimits
{
    /// <summary>The policy of imports: one at a time.</summary>
    public const string OneImport = "one import";

    private const int BodyBytes = 64 << 10, HeaderBytes = 16 << 10, LineBytes = 4 << 10, Headers = 64;

    public static void Limit(KestrelServerLimits limits, TimeSpan patience)
    {
        limits.MaxRequestBodySize = BodyBytes;
        limits.MaxRequestHeadersTotalSize = 2 * HeaderBytes; // beyond twice as much Kestrel answers itself, without a body
        limits.MaxRequestHeaderCount = 2 * Headers;
        limits.MaxRequestLineSize = 2 * LineBytes;
        limits.MaxConcurrentConnections = 1_000;
        limits.RequestHeadersTimeout = patience;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: patience);
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: patience);
    }

    /// <summary>Refuses a line or headers that are too large, in words.</summary>
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > LineBytes)
        {
            throw new RequestFault(StatusCodes.Status414UriTooLong, "", $"The address has more than {LineBytes} characters.");
        }

        return headers.Count <= Headers && headers.Sum(h => h.Key.Length + h.Value.Sum(value => value!.Length + 4)) <= HeaderBytes
            ? next(context)
            : throw new RequestFault(
                StatusCodes.Status431RequestHeaderFieldsTooLarge, "",
                $"There are more than {Headers} headers, or they have more than {HeaderBytes} bytes.");
    }

    public static void Limit(RateLimiterOptions options, int requestsPerSecond)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            context.HttpContext.Response.Headers.RetryAfter =
                Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask; // the status code page writes the body
        };
        options.AddConcurrencyLimiter(OneImport, import => (import.PermitLimit, import.QueueLimit) = (1, 0));
        if (requestsPerSecond > 0)
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetTokenBucketLimiter($"{context.Connection.RemoteIpAddress}", _ => new()
                {
                    TokenLimit = 2 * requestsPerSecond, TokensPerPeriod = requestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
                }));
        }
    }
}
