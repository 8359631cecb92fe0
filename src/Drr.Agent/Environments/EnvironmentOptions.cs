using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Environments;

/// <summary>The decision process (Liu et al. 2018, section 3).</summary>
public sealed record EnvironmentOptions
{
    /// <summary>Who answers for an item that the user never rated.</summary>
    public FeedbackSource Feedback { get; init; } = FeedbackSource.Log;

    /// <summary>Items n that a state remembers, 1 to 10,000; 5 in the paper, 10 in the reference program.</summary>
    [Range(1, 10_000)]
    public int HistoryLength { get; init; } = 10;

    /// <summary>Steps T of an episode, 1 to 100,000; 10 in the paper for MovieLens.</summary>
    [Range(1, 100_000)]
    public int EpisodeLength { get; init; } = 10;

    /// <summary>The log's reward for an item that the user never rated, in [-1, 1].</summary>
    [Range(-1.0, 1.0)]
    public float UnratedReward { get; init; } = -0.5f;

    /// <summary>Round the simulator's predictions to the rating scale, as the paper does.</summary>
    public bool RoundPredictions { get; init; } = true;

    /// <summary>Show a user only items that the feedback's rows hold a rating of, as in the re-rank protocol; the ranking
    /// objective then ranks nothing else.</summary>
    public bool RatedOnly { get; init; }
}

/// <summary>Who answers for an item that the user never rated.</summary>
public enum FeedbackSource
{
    /// <summary>Nobody: a fixed reward stands for it.</summary>
    Log,

    /// <summary>A matrix factorisation predicts the rating (the paper's online simulator).</summary>
    Simulator,
}
