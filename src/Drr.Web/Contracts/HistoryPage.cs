namespace Drr.Web.Contracts;

/// <summary>A stretch of a user's history, the latest first.</summary>
/// <param name="Items">Films rated or clicked; of a film rated twice the later rating.</param>
/// <param name="NextCursor">Asks for what comes before; <c>null</c> at the end.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, string? NextCursor);
