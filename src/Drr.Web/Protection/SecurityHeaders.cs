namespace Drr.Web.Protection;

/// <summary>What browsers are told on every answer: nothing but this service's own files runs, nobody frames it,
/// and what changes is not kept.</summary>
internal static class SecurityHeaders
{
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() => // not now: an error page begins with headers of its own
        {
            var headers = context.Response.Headers;
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store"; // of what changes; files and lists that do not are marked by who sends them
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
