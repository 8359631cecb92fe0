using Drr.Agent.Data;

namespace Drr.Agent.Recommending;

/// <summary>What the agent would show a user.</summary>
/// <param name="User">The user's raw id.</param> <param name="Items">Best first.</param>
public sealed record RecommendationList(int User, IReadOnlyList<Recommendation> Items);

/// <summary>An item of a user's list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Item">The item's raw id.</param>
/// <param name="Title">As the data set spells it.</param>
/// <param name="Genres">As the data set lists them.</param>
/// <param name="Score">Inner product of the item's vector and the action; only its order means something.</param>
public sealed record Recommendation(int Rank, int Item, string Title, IReadOnlyList<string> Genres, float Score)
{
    internal static Recommendation Of(Item item, int rank, float score) => new(rank, item.Id, item.Title, item.Genres, score);
}
