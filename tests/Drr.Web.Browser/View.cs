namespace Drr.Web.Browser;

/// <summary>What there is to see: a name, its address, and what is there once it is drawn.</summary>
public sealed record View(string Name, string Path, string Ready)
{
    /// <summary>Every view and its main states.</summary>
    public static IReadOnlyList<View> All { get; } =
    [
        new("first-run", "/", ".offers .cover"),
        new("for-you", DiscoverTests.Five, ".film-row .cover"),
        new("map", "/map", ".sky canvas"),
        new("map-beside", "/map?user=first", ".sky .candidate"),
        new("film", "/film/332", ".film-row .cover"),
        new("watch", "/watch", ".state"),
        new("dataset", "/dataset", ".film-rows.most li"),
        new("trending", "/trending?window=365d", ".top-four .cover"),
        new("users", "/users", "tbody tr"),
        new("new-user", "/users?new=1", "dialog[open]"),
        new("session", "/session/42", ".film-card"),
        new("comparison", "/session/42?model=compare", ".column li"),
        new("choose", "/session", ".state"),
        new("training", "/training?run=built-in", ".chart svg"),
        new("nothing", "/nothing-here", ".state"),
    ];
}
