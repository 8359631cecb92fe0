using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Drr.Web.Contracts;
using Drr.Web.Feedback;
using Drr.Web.Protection;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>The data set, and what is trending in it.</summary>
internal static class DatasetEndpoints
{
    public static void MapDataset(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dataset", (Catalogue catalogue, FeedbackBook book, ModelHost host) =>
                catalogue.Summarize(book.Users.Count, book.Count, host.Current?.Summary, host.Reason))
            .WithTags("Dataset").WithSummary("What is served, in numbers.");
        api.MapGet("/trending", Trending)
            .WithTags("Dataset")
            .WithSummary("The films rated best in a window of time that ends with the data set's last rating.")
            .ProducesValidationProblem().AddEndpointFilter(Unchanging);
    }

    /// <summary>The list rests on the data set alone: a client that has it need not be sent it again.</summary>
    private static async ValueTask<object?> Unchanging(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (request, headers) = (invocation.HttpContext.Request, invocation.HttpContext.Response.Headers);
        var tag = invocation.HttpContext.RequestServices.GetRequiredService<Catalogue>().Tag;
        (headers.ETag, headers.CacheControl) = (tag, "no-cache");
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified) : await next(invocation);
    }

    private static TrendingList Trending(
        Catalogue catalogue, TrendingWindows windows,
        [MinLength(1)] [RegularExpression(TrendingWindows.Pattern, ErrorMessage = "Must be 7d, 30d, 365d or all.")]
        [Description("7d, 30d, 365d or all.")] string window = "30d",
        [Description("Only films of this genre.")] string? genre = null,
        [Range(1, 100)] [Description("How many films.")] int top = 20) =>
        genre is null || catalogue.Genres.Contains(genre)
            ? windows.Of(window, genre, top)
            : throw RequestFault.Invalid(
                "genre", $"There is no genre '{genre}'; there are {string.Join(", ", catalogue.Genres)}.");
}

/// <summary>Training runs and their curves, as they grow.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/runs").WithTags("Training");
        group.MapGet("", (RunList runs) => runs.All()).WithSummary("The runs beside the one that is served.");
        group.MapGet("/{name}/metrics", Metrics).ProducesProblem(StatusCodes.Status404NotFound).ProducesValidationProblem()
            .WithSummary("A run's metrics from a line on; ask again with `next` while it is at work.");
    }

    private static RunMetrics Metrics(
        string name, RunList runs,
        [Range(0, int.MaxValue)] [Description("The `next` of the answer before.")] int after = 0)
    {
        var lines = (runs.Find(name) ?? throw RequestFault.Missing("name", "There is no such run.")).ReadMetricLines();
        return new(name, lines.Count, [.. lines.Skip(after)]);
    }
}
