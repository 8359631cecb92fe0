using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Runs;
using Drr.Tensors;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Agent;

/// <summary>The flow of a run, a method a stage, in order: read, split, embed, environment, train, load, evaluate,
/// recommend.</summary>
/// <remarks>Every stage draws from a fork of its own of the seed's generator: a change in one leaves the others' numbers
/// alone.</remarks>
/// <param name="data">The ratings.</param>
/// <param name="options">All settings.</param>
/// <param name="progress">Told how far a stage has come.</param>
/// <param name="cancellation">Stops a stage: training after the sessions at hand, saved; others with an
/// <see cref="OperationCanceledException"/>.</param>
public sealed partial class Pipeline(
    RatingDataset data, DrrOptions options, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
{
    private readonly Rng _rng = new(options.Seed);

    /// <summary>Reads a folder or zip archive.</summary>
    /// <param name="path">Of the folder or archive.</param> <param name="warn">Told what is odd, but no fault.</param>
    /// <exception cref="InvalidDataException">The first fault, as <c>file:line: text</c>.</exception>
    public static RatingDataset Read(string path, Action<DataFault>? warn = null) => DatasetReader.Read(path, warn: warn);

    /// <summary>Gives every rating its role.</summary>
    /// <exception cref="InvalidDataException">There is too little to split, or no one to train on.</exception>
    public DatasetSplit Split()
    {
        var split = DatasetSplit.Create(data, options.Split, options.Environment.HistoryLength, options.Seed);
        return split.TrainUsers.Any(Start(split, options.Environment.Feedback).CanStart)
            ? split
            : throw new InvalidDataException(
                $"{data.Name}: none of {split.TrainUsers.Count} training users has an item to start a session from, a rating "
                + $"above the middle of {data.Scale}; take more data.");
    }

    /// <summary>Fits vectors on the training rows.</summary>
    public EmbeddingTable Embed(DatasetSplit split) => EmbeddingFitter.Fit(
        split, options.Embedding, options.Seed, Passes("embed", options.Embedding.Passes), cancellation);

    /// <summary>Sessions with users, to be played together. In the simulator they start from liked items whatever the
    /// split.</summary>
    /// <param name="split">The ratings and their roles.</param>
    /// <param name="embeddings">Items without a vector are never shown.</param>
    /// <param name="source">Who answers for an item that has no row of the <paramref name="answering"/> roles.</param>
    /// <param name="count">How many.</param>
    /// <param name="answering">Roles of the rows that answer: training rows alone while training.</param>
    public RecommendationEnvironment[] Environments(
        DatasetSplit split, EmbeddingTable embeddings, FeedbackSource source, int count, params ReadOnlySpan<RowRole> answering)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(embeddings);
        var settings = options.Environment;
        var log = new RatingLookup(data, split.Roles, answering);
        IFeedback feedback = source == FeedbackSource.Log
            ? new LogFeedback(log, data.Scale, settings.UnratedReward)
            : new SimulatorFeedback(log, Simulator(split), data.Scale, settings.RoundPredictions);
        var start = Start(split, source);
        var candidates = settings.RatedOnly ? log : null;
        return [.. Enumerable.Range(0, count).Select(_ =>
            new RecommendationEnvironment(start, embeddings.Fitted, feedback, settings.EpisodeLength, candidates))];
    }

    private StartingItems Start(DatasetSplit split, FeedbackSource source) =>
        source == FeedbackSource.Log && split.Options.Protocol == SplitProtocol.Catalogue
            ? StartingItems.FirstRated(data, split.Roles, options.Environment.HistoryLength)
            : StartingItems.LatestLiked(data, split.Roles, options.Environment.HistoryLength);

    /// <summary>Loads the trained agent of a run.</summary>
    /// <param name="split">The split that the run was trained on.</param> <param name="run">The run.</param>
    /// <exception cref="LeakException">Its vectors, and so the agent, saw other ratings than the split has for them.</exception>
    /// <exception cref="CheckpointException">It was trained on other users or items, or with other settings or
    /// vectors.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint.</exception>
    public ActorCritic Load(DatasetSplit split, RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var networks = Networks(AgentCheckpoint.LoadEmbeddings(run.Embeddings, split, options.Embedding));
        AgentCheckpoint.Load(run.Checkpoint, networks, options.Learning.AveragePolicy);
        return networks;
    }

    /// <summary>Puts a run's agent beside the baselines, on the test rows.</summary>
    /// <param name="split">The split that the run was trained on.</param> <param name="run">The run.</param>
    /// <param name="protocol">What is measured.</param> <param name="seed">Of the random order and the bootstrap.</param>
    /// <param name="baselines">Which of them.</param>
    /// <param name="mostDenseItems">Above so many items those that hold matrices [items, items] are left out.</param>
    /// <param name="said">Told what a large fit takes before it begins, and what is left out.</param>
    /// <exception cref="LeakException">As <see cref="Load"/>.</exception>
    /// <exception cref="CheckpointException">As <see cref="Load"/>.</exception>
    /// <exception cref="InvalidDataException">The data are too few: the protocol can measure no user.</exception>
    public EvaluationReport Evaluate(
        DatasetSplit split, RunFolder run, EvaluationProtocol protocol, ulong seed,
        BaselineSelection baselines = BaselineSelection.Quick, int mostDenseItems = DenseFit.MostItems,
        Action<string>? said = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        var networks = Load(split, run);
        var embeddings = networks.Embeddings;
        var (others, notes, leftOut) = Baselines(split, embeddings, baselines, seed, mostDenseItems, said);
        IScorer[] scorers = [new DrrScorer(AgentName, networks), .. others];
        var settings = new EvaluationOptions { HistoryLength = options.Environment.HistoryLength, Seed = seed };
        var report = protocol switch
        {
            EvaluationProtocol.Catalogue => CatalogueProtocol.Evaluate(
                split, embeddings, [.. Corrected(Recommender(split, networks)), .. scorers], settings, progress, cancellation),
            EvaluationProtocol.Rerank => RerankProtocol.Evaluate(split, embeddings, scorers, settings, progress, cancellation),
            EvaluationProtocol.Interactive => PlayInteractive(split, run, networks, scorers, settings, baselines),
            _ => PlaySessions(split, run, networks, scorers, settings, baselines),
        };
        if (report.Sections.Count == 0)
        {
            throw new InvalidDataException(
                $"{data.Name}: nobody can be measured by the {report.Card.Protocol} protocol: no user has ratings beyond the "
                + $"state of {settings.HistoryLength}. Take more data, or train with a smaller environment.historyLength.");
        }

        return report with
        {
            Card = report.Card with
            {
                Baselines = [.. notes, .. report.Card.Baselines],
                LeftOut = leftOut,
                MadeBy = new(ProgramVersion.Current, run.ReadEnvironment().Version, Machine.Current),
            },
        };
    }

    private string AgentName => $"DRR-{options.State.Module.ToString().ToLowerInvariant()}";

    private ActorCritic Networks(EmbeddingTable embeddings) =>
        new(options.Policy, options.State, options.Environment.HistoryLength, embeddings, _rng.Fork("networks"));

    private Action<FitProgress> Passes(string stage, int most)
    {
        Report(stage, 0, most, "");
        return pass =>
        {
            cancellation.ThrowIfCancellationRequested();
            var validation = double.IsNaN(pass.ValidationError) ? "" : Invariant($", validation {pass.ValidationError:.000}");
            Report(stage, pass.Pass, most, Invariant($"error {pass.TrainingError:.000}{validation}"));
        };
    }

    private void Report(string stage, long done, int total, string metric) =>
        progress?.Report(new StageProgress(stage, (int)Math.Min(done, total), total, metric));
}
