using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Drr.Web.Contracts;
using Drr.Web.Protection;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>Recommendations without a user, the map of films, and sessions to look at. Nothing here is kept.</summary>
internal static class DiscoveryEndpoints
{
    public static void MapDiscovery(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Discovery").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/discover", Discover).WithMetadata(new WriteToken.NotWanted()).ProducesValidationProblem()
            .WithSummary("Rows of films for a visitor's verdicts, which are part of the request and kept nowhere.");
        group.MapGet("/map", (ModelHost host) => Agent(host).Map.Answer)
            .WithSummary("The films in the agent's space, seen in two dimensions.");
        group.MapGet("/sessions", Play).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A session of a model with a user of the data set, step by step.");
    }

    private static Discovery Discover(
        DiscoveryRequest request, Catalogue catalogue, ModelHost host, ModelLists lists, ServiceMetrics metrics)
    {
        var verdicts = new Dictionary<int, (int Place, float Rating)>();
        foreach (var (place, verdict) in request.Verdicts.Index())
        {
            var item = catalogue.Data.FindItem(verdict.MovieId);
            var fault = item < 0 ? $"There is no film {verdict.MovieId}."
                : !catalogue.Data.Scale.Contains(verdict.Rating) ? $"The rating must be one of {catalogue.Data.Scale}." : null;
            verdicts[item] = fault is null ? (place, verdict.Rating) : throw RequestFault.Invalid($"verdicts[{place}]", fault);
        }

        var likedAny = verdicts.Values.Any(verdict => catalogue.Data.Scale.Centred(verdict.Rating) > 0);
        var agent = likedAny && request.Model == RecommendationModel.Drr ? Agent(host) : host.Current;
        var found = lists.Discover(
            request, [.. verdicts.OrderBy(v => v.Value.Place).Select(v => (v.Key, v.Value.Rating))], agent);
        metrics.Count(found.AnsweredBy);
        return found;
    }

    private static RecordedSession Play(
        Catalogue catalogue, ModelHost host, ModelLists lists,
        [Description("The user; the first one that the agent was not trained on when left out.")] int? user = null,
        [RegularExpression("^(drr|item-cosine|popularity)$", ErrorMessage = "Must be drr, item-cosine or popularity.")]
        [Description("drr, item-cosine or popularity.")] string model = "drr",
        [Range(1, 50)] [Description("Steps at most.")] int steps = 20)
    {
        var agent = Agent(host);
        var dense = user is { } id ? catalogue.Data.FindUser(id) : agent.TestUsers is [var first, ..] ? first : 0;
        var which = model switch
        {
            "drr" => RecommendationModel.Drr,
            "item-cosine" => RecommendationModel.ItemCosine,
            _ => RecommendationModel.Popularity,
        };
        return dense < 0 ? throw RequestFault.NoUser(user!.Value) : lists.Play(dense, which, steps, agent);
    }

    private static ServingModel Agent(ModelHost host) => host.Current ?? throw new RequestFault(
        StatusCodes.Status503ServiceUnavailable, "model", $"There is no agent yet: {host.Reason}");
}
