using Drr.Agent.Data;
using Drr.Agent.Evaluation.Baselines;
using Drr.Tensors.Measuring;

namespace Drr.Agent.Evaluation;

/// <summary>What a table's figures mean and what they were made from; printed above it.</summary>
/// <param name="Protocol"><c>catalogue</c>, <c>rerank</c>, <c>simulator</c> or <c>interactive</c>.</param>
/// <param name="Split">Data set, shares, seed and hashes; the embeddings were fitted on its training rows.</param>
/// <param name="Rows">The rows that are predicted; under the simulator protocol those that measure its error.</param>
/// <param name="State">What a user's first state is, in words.</param>
/// <param name="Candidates">What can be shown, in words.</param>
/// <param name="Lists">How lists come about, in words; of equal scores the smaller dense item id comes first.</param>
/// <param name="Resamples">Resamples of the bootstrap.</param>
/// <param name="Seed">Seed of the bootstrap.</param>
public sealed record EvaluationCard(
    string Protocol, SplitManifest Split, RowRole Rows, string State, string Candidates, string Lists, int Resamples, ulong Seed)
{
    /// <summary>The settings of the baselines that have any.</summary>
    public IReadOnlyList<BaselineNote> Baselines { get; init; } = [];

    /// <summary>Baselines that would have taken too much; empty in reports of versions that left none out.</summary>
    public IReadOnlyList<DenseFit> LeftOut { get; init; } = [];

    /// <summary>What made the figures; <c>null</c> in reports of versions that did not say.</summary>
    public EvaluationOrigin? MadeBy { get; init; }

    /// <summary>Who answers; <c>null</c> but for the simulator protocol.</summary>
    public SimulatorCard? Simulator { get; init; }
}

/// <summary>What made the figures of a report.</summary>
/// <param name="Version">Of the program, with its commit; see <see cref="ProgramVersion"/>.</param>
/// <param name="TrainedBy">The version that trained the agent.</param>
/// <param name="Machine">On what it was evaluated.</param>
public sealed record EvaluationOrigin(string Version, string TrainedBy, Machine Machine);
