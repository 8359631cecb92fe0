namespace Drr.Agent.Evaluation.Baselines;

/// <summary>A baseline before it is fitted, with the settings that it may be tuned over.</summary>
/// <param name="Name">The row's name in a table.</param>
/// <param name="Quick">Whether it is fitted and evaluated in a few seconds on a million ratings.</param>
/// <param name="Choices">One or more; the first is the default.</param>
public sealed record Baseline(string Name, bool Quick, IReadOnlyList<BaselineChoice> Choices)
{
    /// <summary>What a fit takes that holds matrices [items, items]; <c>null</c> of others.</summary>
    public DenseFit? Dense { get; init; }

    /// <summary>Whether it predicts ratings, and orders by them.</summary>
    public bool OfRatings { get; init; }
}
