namespace Drr.Agent.Evaluation.Baselines;

/// <summary>Baselines that are ready to score.</summary>
/// <param name="Scorers">In the order of a table.</param> <param name="Notes">The settings of those that have any.</param>
/// <param name="LeftOut">Those that would take too much.</param>
public sealed record FittedBaselines(
    IReadOnlyList<IScorer> Scorers, IReadOnlyList<BaselineNote> Notes, IReadOnlyList<DenseFit> LeftOut);
