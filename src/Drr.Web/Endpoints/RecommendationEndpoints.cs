using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Drr.Web.Contracts;
using Drr.Web.Feedback;
using Drr.Web.Protection;
using Drr.Web.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Drr.Web.Endpoints;

/// <summary>Lists, and the feedback that changes them.</summary>
internal static class RecommendationEndpoints
{
    private const int MostFeedback = 10_000; // of a user; all of it is kept in memory

    public static void MapRecommendations(this IEndpointRouteBuilder api)
    {
        var user = api.MapGroup("/users/{id}").WithTags("Recommendations").ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        user.MapPost("/recommendations", Recommend).WithMetadata(new WriteToken.NotWanted())
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable).WithSummary("The films that a model would show a user.");
        user.MapPost("/feedback", Give).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage)
            .WithSummary("Takes feedback: it is on the disk when answered, and changes the user's lists from then on. What is "
                + "sent again with the same Idempotency-Key is the same feedback.");
        user.MapDelete("/feedback/{feedbackId}", Undo).WithSummary("Undoes feedback, as if it had never been given.");
    }

    private static RecommendationList Recommend(
        int id, RecommendationRequest request, Catalogue catalogue, People people, ModelHost host, ModelLists lists,
        ServiceMetrics metrics)
    {
        var person = people.Find(id) ?? throw RequestFault.NoUser(id);
        var excluded = (request.Exclude ?? []).Select((movie, i) => Item(catalogue, movie, $"exclude[{i}]"));
        var agent = host.Current;
        if (agent is null && request.Model == RecommendationModel.Drr)
        {
            throw new RequestFault(
                StatusCodes.Status503ServiceUnavailable, "model",
                $"There is no agent yet: {host.Reason} The other models answer.");
        }

        var list = lists.List(person, people.HistoryOf(person), request, agent, [.. excluded]);
        metrics.Count(list.AnsweredBy);
        return list;
    }

    private static async Task<Created<FeedbackReceipt>> Give(
        int id, NewFeedback feedback, Catalogue catalogue, People people, FeedbackBook book, ModelHost host, ModelLists lists,
        TimeProvider clock, ServiceMetrics metrics,
        [FromHeader(Name = "Idempotency-Key")] [StringLength(200, MinimumLength = 1)]
        [Description("The client's name for this feedback; the latest 100,000 are remembered.")] string? idempotencyKey = null)
    {
        var person = people.Find(id) ?? throw RequestFault.NoUser(id);
        Item(catalogue, feedback.MovieId, "movieId");
        var rating = Stars(feedback, catalogue);
        if (book.Of(id).Count >= MostFeedback)
        {
            throw new RequestFault(
                StatusCodes.Status409Conflict, "id", $"User {id} has given feedback {MostFeedback} times; no more is taken.");
        }

        var (entry, isNew) = await book.Add(
            new(0, id, feedback.MovieId, feedback.Action, rating, clock.GetUtcNow().ToUnixTimeSeconds()), idempotencyKey);
        if ((entry.Item, entry.Action, entry.Rating) != (feedback.MovieId, feedback.Action, rating))
        {
            throw new RequestFault(
                StatusCodes.Status422UnprocessableEntity, "Idempotency-Key",
                "This key came with other feedback; send another key.");
        }

        if (isNew)
        {
            metrics.Count(entry.Action);
        }

        return Receipt(entry, lists.State(person, people.HistoryOf(person), host.Current));
    }

    private static Created<FeedbackReceipt> Receipt(FeedbackEntry entry, IReadOnlyList<Film> state)
    {
        var receipt = new FeedbackReceipt(
            entry.Id, entry.User, entry.Item, entry.Action, entry.Rating, Catalogue.Time(entry.Time), state);
        return TypedResults.Created($"/api/users/{entry.User}/feedback/{entry.Id}", receipt);
    }

    private static async Task<NoContent> Undo(int id, long feedbackId, People people, FeedbackBook book)
    {
        _ = people.Find(id) ?? throw RequestFault.NoUser(id);
        return await book.Remove(id, feedbackId)
            ? TypedResults.NoContent()
            : throw RequestFault.Missing("feedbackId", $"User {id} has given no feedback {feedbackId}, or it is undone.");
    }

    private static int Item(Catalogue catalogue, int movie, string field) => catalogue.Data.FindItem(movie) is >= 0 and var item
        ? item
        : throw RequestFault.Invalid(field, $"There is no {catalogue.Data.ItemNoun} {movie}.");

    /// <summary>The rating that feedback stands for.</summary>
    private static float? Stars(NewFeedback feedback, Catalogue catalogue)
    {
        var scale = catalogue.Data.Scale;
        return (feedback.Action, feedback.Rating) switch
        {
            (FeedbackAction.Rate, { } stars) when scale.Contains(stars) => stars,
            (FeedbackAction.Rate, _) => throw RequestFault.Invalid("rating", $"Must be one of {scale}."),
            (_, not null) => throw RequestFault.Invalid("rating", "Only the action rate has a rating."),
            (FeedbackAction.Like, _) => scale.Max,
            (FeedbackAction.Dislike, _) => scale.Min,
            (FeedbackAction.Click, _) => null,
            _ => throw RequestFault.Invalid("action", "Must be like, dislike, click or rate."),
        };
    }
}
