using Drr.Agent.Data;

namespace Drr.Agent.Evaluation;

/// <summary>What is evaluated and how it is reported.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The rows to predict: test for the final table, validation to choose by.</summary>
    public RowRole Rows { get; init; } = RowRole.Test;

    /// <summary>Items n of a state; under the catalogue protocol at most as many as the split sets aside.</summary>
    public int HistoryLength { get; init; } = 10;

    /// <summary>Lengths k of the lists that are measured, each 1 or more; the longest is T of the re-rank protocol.</summary>
    public IReadOnlyList<int> TopK { get; init; } = [5, 10];

    /// <summary>Resamples of the bootstrap, 1 or more.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What is measured.</summary>
public enum EvaluationProtocol
{
    /// <summary>Rank all items for users of whom the first ratings are known.</summary>
    Catalogue,

    /// <summary>Order what users are about to rate.</summary>
    Rerank,

    /// <summary>Play sessions against a model of the users.</summary>
    Simulator,

    /// <summary>Play sessions that the log answers, with users of whom the first ratings are known.</summary>
    Interactive,

    /// <summary>Rank all items for whoever comes after a moment, by all that was known of them then.</summary>
    Next,
}
