using Microsoft.Net.Http.Headers;

namespace Drr.Web.Protection;

/// <summary>Rules of HTTP that the framework does not follow by itself.</summary>
internal static class HttpRules
{
    /// <summary>HEAD is answered as GET is, without the body; <c>Allow</c> says so.</summary>
    public static async Task AnswerHead(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var allowed = context.Response.Headers.GetCommaSeparatedValues(HeaderNames.Allow);
            if (allowed.Contains(HttpMethods.Get) && !allowed.Contains(HttpMethods.Head))
            {
                context.Response.Headers.Append(HeaderNames.Allow, HttpMethods.Head);
            }

            return Task.CompletedTask;
        });
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
        }

        await next(context);
    }

    /// <summary>A body of text is UTF-8; how its charset is spelled does not matter.</summary>
    public static Task ReadCharset(HttpContext context, RequestDelegate next)
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset.HasValue)
        {
            var charset = HeaderUtilities.RemoveQuotes(type.Charset);
            if (!charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                throw new RequestFault(
                    StatusCodes.Status415UnsupportedMediaType, "Content-Type",
                    $"Charset {charset} is not read here; send utf-8.");
            }

            type.Charset = "utf-8";
            context.Request.ContentType = type.ToString();
        }

        return next(context);
    }
}

/// <summary>Headers of every answer: browsers run nothing but this service's own files, show it in no frame of another site, and
/// keep no answer that may change.</summary>
internal static class SecurityHeaders
{
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() => // at the last moment: an error page clears the headers that are set before
        {
            var headers = context.Response.Headers;
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store"; // what may be kept has been marked by the endpoint
            }

            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
