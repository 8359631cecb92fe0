using static System.FormattableString;

namespace Drr.Agent;

/// <summary>A number and what it counts, as people read it: <c>1 film</c>, <c>3,706 films</c>.</summary>
public static class Counted
{
    /// <summary>The number and its noun.</summary>
    /// <param name="count">How many.</param> <param name="noun">In the singular; must form its plural with an s.</param>
    public static string Of(long count, string noun) => Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
