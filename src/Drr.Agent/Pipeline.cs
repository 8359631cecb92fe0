using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Runs;
using Drr.Tensors.Measuring;

namespace Drr.Agent;

/// <summary>The flow of a run, a method a stage, in order: read, split, embed, train, load, evaluate, recommend.</summary>
/// <remarks>Every stage draws from its own fork of the seed's generator, so a change in one leaves the random numbers of the
/// others as they were.</remarks>
/// <param name="data">The ratings.</param> <param name="options">All settings.</param>
/// <param name="progress">Receives how far a stage has come.</param>
/// <param name="cancellation">Stops a stage: training after the sessions at hand, saved; others with an
/// <see cref="OperationCanceledException"/>.</param>
public sealed class Pipeline(
    RatingDataset data, DrrOptions options, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
{
    private (SessionWorld World, RewardCovariances Rewards)? _played; // of the latest split, with what was fitted for it

    /// <summary>The ratings.</summary>
    internal RatingDataset Data => data;

    /// <summary>All settings.</summary>
    internal DrrOptions Options => options;

    /// <summary>Reads a folder, a zip archive or a file of ratings.</summary>
    /// <param name="path">Where it is.</param> <param name="warn">Told what is odd, but no fault.</param>
    /// <param name="table">How a file is laid out that is in none of the MovieLens forms; <c>null</c> takes the defaults.</param>
    /// <exception cref="InvalidDataException">The first fault, as <c>file:line: text</c>.</exception>
    public static RatingDataset Read(string path, Action<DataFault>? warn = null, TableOptions? table = null) =>
        DatasetReader.Read(path, table, warn: warn);

    /// <summary>Gives every rating its role.</summary>
    /// <exception cref="InvalidDataException">There is too little to split, or no user to train on.</exception>
    public DatasetSplit Split()
    {
        var split = DatasetSplit.Create(data, options.Split, options.Environment.HistoryLength, options.Seed);
        On(split).World.RequireTrainingUser();
        return split;
    }

    /// <summary>Fits vectors on the training rows.</summary>
    public EmbeddingTable Embed(DatasetSplit split) => EmbeddingFitter.Fit(
        split, options.Embedding, options.Seed,
        FitProgress.To(progress, "embed", options.Embedding.Passes, cancellation), cancellation);

    /// <summary>Trains from the first step on; see <see cref="RunTraining.Begin"/>.</summary>
    internal TrainingOutcome Train(DatasetSplit split, EmbeddingTable embeddings, RunFolder run) =>
        Training(split, run).Begin(embeddings);

    /// <summary>Resumes from a run's last checkpoint; see <see cref="RunTraining.Resume"/>.</summary>
    internal TrainingOutcome Resume(DatasetSplit split, RunFolder run) => Training(split, run).Resume();

    private RunTraining Training(DatasetSplit split, RunFolder run) =>
        new(On(split).World, options, run, progress, cancellation);

    /// <summary>Loads the trained agent of a run.</summary>
    /// <param name="split">The split that the run was trained on.</param> <param name="run">The run.</param>
    /// <exception cref="LeakException">The agent's vectors were fitted on other ratings than this split's.</exception>
    /// <exception cref="CheckpointException">It was trained on other users or items, or with other
    /// settings or vectors.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint.</exception>
    public ActorCritic Load(DatasetSplit split, RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var embeddings = AgentCheckpoint.LoadEmbeddings(run.Embeddings, split, options.Embedding);
        var networks = AgentCheckpoint.Untrained(options, embeddings);
        AgentCheckpoint.Load(run.Checkpoint, networks, options.Learning.AveragePolicy);
        return networks;
    }

    /// <summary>Puts a run's agent beside the baselines, on the test rows.</summary>
    /// <param name="split">The split that the run was trained on.</param> <param name="run">The run.</param>
    /// <param name="protocol">What is measured.</param> <param name="seed">Of the random order and the bootstrap.</param>
    /// <param name="baselines">Which of them.</param>
    /// <param name="mostDenseItems">Baselines that need [items, items] matrices are left out above this many items.</param>
    /// <param name="notify">Called with the cost of a large fit before it begins, and with what is left out.</param>
    /// <exception cref="LeakException">As <see cref="Load"/>.</exception>
    /// <exception cref="CheckpointException">As <see cref="Load"/>.</exception>
    /// <param name="given">Scores of other programs, which stand behind the baselines.</param>
    /// <exception cref="InvalidDataException">The data are too few: the protocol can measure no user; or one of those that it
    /// measures has no given score.</exception>
    public EvaluationReport Evaluate(
        DatasetSplit split, RunFolder run, EvaluationProtocol protocol, ulong seed,
        BaselineSelection baselines = BaselineSelection.Quick, int mostDenseItems = DenseFit.MostItems,
        Action<string>? notify = null, params IReadOnlyList<GivenScores> given)
    {
        var (networks, (world, rewards)) = (Load(split, run), On(split));
        var evaluation = new AgentEvaluation(
            world, rewards, networks, learner => AgentCheckpoint.Load(run.Checkpoint, learner), options, seed, baselines,
            progress, cancellation);
        var report = evaluation.Run(protocol, mostDenseItems, notify, given);
        var origin = new EvaluationOrigin(ProgramVersion.Current, run.ReadEnvironment().Version, Machine.Current);
        return report with { Card = report.Card with { MadeBy = origin, ItemNoun = data.ItemNoun } };
    }

    /// <summary>The agent as it is evaluated and served; see <see cref="Recommender.Of"/>.</summary>
    /// <param name="split">The covariance of rewards is that of its training rows.</param>
    /// <param name="networks">The agent.</param>
    /// <param name="inSessions">Whether items are shown one by one and each answer counts for the next; else as one list.</param>
    public Recommender Recommender(DatasetSplit split, ActorCritic networks, bool inSessions = false) =>
        Recommending.Recommender.Of(split, On(split).Rewards, networks, options.Session, inSessions);

    /// <summary>Users' lists, from all that they have rated, none of which is shown again.</summary>
    /// <param name="recommender">The agent.</param> <param name="users">Dense user ids.</param>
    /// <param name="count">Length of a list at most, 1 or more.</param>
    /// <returns>A list for each user, in the order given, computed when it is enumerated.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public IEnumerable<RecommendationList> Recommend(Recommender recommender, IReadOnlyList<int> users, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return RecommendationList.Of(recommender, data, users, count, progress, cancellation);
    }

    private (SessionWorld World, RewardCovariances Rewards) On(DatasetSplit split)
    {
        if (_played?.World.Split != split)
        {
            var world = new SessionWorld(split, options.Environment, options.Embedding, options.Seed, progress, cancellation);
            _played = (world, new RewardCovariances(split));
        }

        return _played.Value;
    }
}
