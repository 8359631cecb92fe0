namespace Drr.Cli.Shell;

/// <summary>"Did you mean": the known word closest to a mistyped one.</summary>
internal static class Suggestion
{
    /// <summary>The nearest of <paramref name="known"/> as "; did you mean x?", or nothing if more than a third of its letters
    /// differ.</summary>
    internal static string For(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known
            .Select(candidate => (candidate, Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, nearest.Length / 3) ? $"; did you mean {nearest}?" : "";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn <paramref name="a"/> into
    /// <paramref name="b"/> (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
