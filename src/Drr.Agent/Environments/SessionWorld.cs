using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Tensors;

namespace Drr.Agent.Environments;

/// <summary>The sessions of a split: the items that they start from, and the feedback that answers in them.</summary>
/// <param name="split">The ratings and their roles.</param> <param name="options">The decision process.</param>
/// <param name="vectors">Width and settings of the simulator's factorisation.</param>
/// <param name="seed">Of the simulator's start.</param> <param name="progress">Receives how far its fit has come.</param>
/// <param name="cancellation">Stops the fit.</param>
internal sealed class SessionWorld(
    DatasetSplit split, EnvironmentOptions options, EmbeddingOptions vectors, ulong seed,
    IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
{
    private PmfModel? _simulator;

    /// <summary>The ratings and their roles.</summary>
    internal DatasetSplit Split => split;

    /// <summary>Predicts ratings; fitted once, on the rows set apart for it, else on the training rows.</summary>
    internal PmfModel Simulator => _simulator ??= PmfModel.Fit(
        new FitRows(split.Dataset, split.Roles, split.RowsOf(RowRole.Simulator) > 0 ? RowRole.Simulator : RowRole.Train),
        vectors.Size, vectors.Pmf, new Rng(seed).Fork("simulator"),
        FitProgress.To(progress, "fit simulator", vectors.Pmf.Passes, cancellation), cancellation);

    /// <summary>Throws if no training user can start a session.</summary>
    /// <exception cref="InvalidDataException">No training user can.</exception>
    internal void RequireTrainingUser()
    {
        if (!split.TrainUsers.Any(Start(options.Feedback).CanStart))
        {
            throw new InvalidDataException(
                $"{split.Dataset.Name}: none of {split.TrainUsers.Count} training users has an item to start a session from, "
                + $"a rating above the middle of {split.Dataset.Scale}; take more data.");
        }
    }

    /// <summary>Environments that are stepped together.</summary>
    /// <param name="embeddings">Items without a vector are never shown.</param>
    /// <param name="source">Who answers for an item that has no row of the <paramref name="answering"/> roles.</param>
    /// <param name="count">How many.</param>
    /// <param name="answering">Roles of the rows that answer: training rows alone while training.</param>
    internal RecommendationEnvironment[] Environments(
        EmbeddingTable embeddings, FeedbackSource source, int count, params ReadOnlySpan<RowRole> answering)
    {
        var log = new RatingLookup(split.Dataset, split.Roles, answering);
        var (start, feedback, candidates) = (Start(source), Feedback(source, log), options.RatedOnly ? log : null);
        return [.. Enumerable.Range(0, count).Select(_ =>
            new RecommendationEnvironment(start, embeddings.Fitted, feedback, options.EpisodeLength, candidates))];
    }

    /// <summary>The feedback of a source: where the log has a rating, it answers.</summary>
    internal IFeedback Feedback(FeedbackSource source, RatingLookup log) => source switch
    {
        FeedbackSource.Log => new LogFeedback(log, split.Dataset.Scale, options.UnratedReward),
        _ => new SimulatorFeedback(log, Simulator, split.Dataset.Scale, options.RoundPredictions),
    };

    // In the simulator, sessions start from liked items whatever the split is.
    private StartingItems Start(FeedbackSource source) =>
        source == FeedbackSource.Log && split.StartsFromFirst
            ? StartingItems.FirstRated(split, options.HistoryLength)
            : StartingItems.LatestLiked(split.Dataset, split.Roles, options.HistoryLength);
}
