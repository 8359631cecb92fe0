using Drr.Agent.Embeddings;
using Drr.Agent.Recommending;
using static System.FormattableString;

namespace Drr.Agent.Rivals;

/// <summary>A baseline before it is fitted, with the settings that it may be tuned over.</summary>
/// <param name="Name">The row's name in a table.</param>
/// <param name="Quick">Whether it is fitted and evaluated in a few seconds on a million ratings.</param>
/// <param name="Choices">One or more; the first is the default.</param>
internal sealed record Baseline(string Name, bool Quick, IReadOnlyList<BaselineChoice> Choices)
{
    /// <summary>Its cost if it needs [items, items] matrices; <c>null</c> for others.</summary>
    public DenseFit? Dense { get; init; }

    /// <summary>Whether it predicts ratings and orders by the prediction.</summary>
    public bool OfRatings { get; init; }
}

/// <summary>A baseline with settings.</summary>
/// <param name="Settings">In words, such as <c>lambda 500</c>; empty when there are none.</param>
/// <param name="Fit">Fits it on training rows, or stops.</param>
internal sealed record BaselineChoice(string Settings, Func<CancellationToken, IScorer> Fit);

/// <summary>The settings of a baseline in a table.</summary>
/// <param name="Scorer">Its name.</param>
/// <param name="Settings">In words.</param>
/// <param name="Tried">Number of settings compared on validation rows; 1 when the default was taken.</param>
/// <param name="Validation">Its figure on the validation rows; <c>null</c> when nothing was compared.</param>
public sealed record BaselineNote(string Scorer, string Settings, int Tried, double? Validation)
{
    /// <summary>All settings that were compared, in the order in which they were tried; empty when the default was taken, and in
    /// reports of versions that kept only the best.</summary>
    public IReadOnlyList<BaselineTrial> Trials { get; init; } = [];
}

/// <summary>Settings of a baseline that were tried.</summary>
/// <param name="Settings">In words.</param> <param name="Validation">The figure on the validation rows.</param>
public sealed record BaselineTrial(string Settings, double Validation);

/// <summary>The baselines that the agent is compared with.</summary>
public enum BaselineSelection
{
    /// <summary>Those that are fitted in seconds, with their default settings.</summary>
    Quick,

    /// <summary>All, with their default settings.</summary>
    All,

    /// <summary>All, each with the settings that are best on the validation rows.</summary>
    Tuned,

    /// <summary>The quick ones with their default settings, and all that predict ratings with the settings that are best on the
    /// validation rows: under the re-rank protocol the others are far behind, and tuning them takes hours.</summary>
    TunedOfRatings,
}

/// <summary>Fitted baselines.</summary>
/// <param name="Scorers">In the order of a table.</param> <param name="Notes">The settings of those that have any.</param>
/// <param name="LeftOut">Those that are too expensive.</param>
internal sealed record FittedBaselines(
    IReadOnlyList<IScorer> Scorers, IReadOnlyList<BaselineNote> Notes, IReadOnlyList<DenseFit> LeftOut);

/// <summary>The cost of a scorer that needs whole [items, items] matrices.</summary>
/// <param name="Scorer">The row's name in a table.</param> <param name="Items">n.</param>
/// <param name="Bytes">Of the matrices.</param>
/// <param name="Operations">Additions and multiplications that fill them: a core makes some 10^11 a second in products, some
/// 10^8 where they are scattered over rows.</param>
public sealed record DenseFit(string Scorer, int Items, long Bytes, double Operations)
{
    /// <summary>Above this many items such a scorer is left out by default. With so many, EASE takes 0.4 GB and 2·10^12
    /// operations, half a minute; with 27,000 it would take 2.9 GB and 4·10^13, ten minutes. Computing rows on demand, with 0.5
    /// GB of them kept, took two of three minutes of processor time with 27,000 items.</summary>
    public const int MostItems = 10_000;

    private const long WorthSaying = 100_000_000; // bytes, about 5,000 items; smaller fits take seconds

    /// <summary>Whether it costs so much that the user should be told first.</summary>
    internal bool IsLarge => Bytes >= WorthSaying;

    /// <summary>Its cost in words.</summary>
    public string Cost => Invariant($"{Bytes / 1e9:0.0} GB and {Operations:0.0e+0} operations");

    /// <summary>Reports that it is left out.</summary>
    internal void SayLeftOut(Action<string>? notify) =>
        notify?.Invoke($"{Scorer} is left out: {Cost} for {Counted.Of(Items, "item")}.");

    /// <summary>The cost of a fit that holds this many matrices at once and makes this many products of two of them.</summary>
    internal static DenseFit Of(string scorer, int items, int matrices, int products) =>
        new(scorer, items, sizeof(float) * (long)matrices * items * items, 2.0 * products * items * items * items);

    /// <summary>The cost of a co-rating matrix: an addition for each pair of a user's ratings.</summary>
    internal static DenseFit OfRows(string scorer, FitRows rows) => new(
        scorer, rows.ItemCount, sizeof(float) * (long)rows.ItemCount * rows.ItemCount,
        Enumerable.Range(0, rows.UserCount).Sum(user => 2.0 * rows.TrainingOf(user).Length * rows.TrainingOf(user).Length));
}
