namespace Drr.Agent;

/// <summary>What the agent would show a user.</summary>
/// <param name="User">The user's raw id.</param> <param name="Items">Best first.</param>
public sealed record RecommendationList(int User, IReadOnlyList<Recommendation> Items);
