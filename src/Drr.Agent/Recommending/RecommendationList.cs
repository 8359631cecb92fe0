using System.Globalization;
using System.Text.Json.Serialization;
using Drr.Agent.Data;
using Drr.Agent.Environments;

namespace Drr.Agent.Recommending;

/// <summary>The items that the agent would show a user.</summary>
/// <param name="User">The user's raw id, or its number where that is a text.</param> <param name="Items">Best first.</param>
public sealed record RecommendationList(int User, IReadOnlyList<Recommendation> Items)
{
    private const int FewLists = 10;

    /// <summary>The user's raw id where it is a text; <c>null</c> where it is the number <see cref="User"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserKey { get; init; }

    /// <summary>The user's raw id as the data set writes it.</summary>
    [JsonIgnore]
    public string UserLabel => UserKey ?? User.ToString(CultureInfo.InvariantCulture);

    /// <summary>Users' lists, from all that they have rated, none of which is shown again.</summary>
    /// <param name="recommender">The agent.</param> <param name="data">The ratings.</param>
    /// <param name="users">Dense user ids.</param> <param name="count">Length of a list at most, 1 or more.</param>
    /// <param name="progress">Called after each user.</param> <param name="cancellation">Stops between two users.</param>
    /// <returns>A list for each user, in the order given, computed when it is enumerated.</returns>
    internal static IEnumerable<RecommendationList> Of(
        Recommender recommender, RatingDataset data, IReadOnlyList<int> users, int count, IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        var (scores, best) = (new float[data.Items.Count], new int[Math.Min(count, data.Items.Count)]);
        foreach (var (done, user) in users.Index())
        {
            if (done >= FewLists) // these are made even when cancelled, for a stopped run's report
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var known = recommender.Observe(user, Reward.Of(data.HistoryOf(user), data.Scale));
            var shown = recommender.List(known, [], scores, best);
            yield return new(data.Users[user].Id, [.. best[..shown].Select((item, place) =>
                Recommendation.Of(data.Items[item], place + 1, scores[item]))]) { UserKey = data.Users[user].Key };
            progress.Report("recommend", done + 1, users.Count);
        }
    }
}

/// <summary>An item of a user's list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Item">The item's raw id, or its number where that is a text.</param>
/// <param name="Title">As the data set spells it; the raw id where there are no titles.</param>
/// <param name="Genres">As the data set lists them.</param>
/// <param name="Score">Inner product of the item's vector and the action; only its order means something.</param>
public sealed record Recommendation(int Rank, int Item, string Title, IReadOnlyList<string> Genres, float Score)
{
    /// <summary>The item's raw id where it is a text; <c>null</c> where it is the number <see cref="Item"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ItemKey { get; init; }

    /// <summary>The item's raw id as the data set writes it.</summary>
    [JsonIgnore]
    public string ItemLabel => ItemKey ?? Item.ToString(CultureInfo.InvariantCulture);

    internal static Recommendation Of(Item item, int rank, float score) =>
        new(rank, item.Id, item.Title, item.Genres, score) { ItemKey = item.Key };
}
