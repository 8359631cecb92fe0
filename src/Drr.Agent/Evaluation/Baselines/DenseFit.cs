using static System.FormattableString;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>What a fit takes that holds whole matrices [items, items].</summary>
/// <param name="Scorer">The row's name in a table.</param> <param name="Items">n.</param>
/// <param name="Bytes">Of the matrices.</param>
/// <param name="Operations">Additions and multiplications of a fit; a core makes some 10^11 a second.</param>
public sealed record DenseFit(string Scorer, int Items, long Bytes, double Operations)
{
    /// <summary>Above so many items such a baseline is left out, if nothing else is asked for. With so many, EASE takes 0.4 GB
    /// and 2·10^12 operations, half a minute; with 27,000 it would take 2.9 GB and 4·10^13, ten minutes.</summary>
    public const int MostItems = 10_000;

    private const long WorthSaying = 100_000_000; // bytes, of some 5,000 items: what is less is fitted in seconds

    /// <summary>Whether it takes so much that a user should know before.</summary>
    internal bool IsLarge => Bytes >= WorthSaying;

    /// <summary>What it takes, in words.</summary>
    public string Cost => Invariant($"{Bytes / 1e9:0.0} GB and {Operations:0.0e+0} operations");

    /// <summary>A fit with so many matrices at once, and so many products of two of them.</summary>
    internal static DenseFit Of(string scorer, int items, int matrices, int products) =>
        new(scorer, items, sizeof(float) * (long)matrices * items * items, 2.0 * products * items * items * items);
}
