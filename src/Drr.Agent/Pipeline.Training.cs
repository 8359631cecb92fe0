using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Runs;
using static System.FormattableString;

namespace Drr.Agent;

public sealed partial class Pipeline
{
    /// <summary>Trains from the first step on; metrics and checkpoints go into <paramref name="run"/>.</summary>
    /// <exception cref="LeakException">The embeddings were made of other ratings than the split has for them.</exception>
    /// <exception cref="InvalidDataException">There is too little to train on; the run is deleted.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public TrainingOutcome Train(DatasetSplit split, EmbeddingTable embeddings, RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        LeakException.ThrowIfSeen(embeddings, split);
        var (trainer, environment) = FirstTrainer(split, embeddings, run);
        run.WriteSplit(split.Manifest());
        embeddings.Save(run.Embeddings, data);
        new ResumePoint(run, options).Save(trainer);
        return Train(split, environment, trainer, run);
    }

    /// <summary>Goes on from a run's last checkpoint, and ends with the bits of a run that was never interrupted.</summary>
    /// <param name="split">The split that the run was begun on.</param>
    /// <param name="run">The run; the options must be its own.</param>
    /// <exception cref="CheckpointException">Data or settings are not the run's, or a file of it is damaged; nothing was
    /// changed.</exception>
    /// <exception cref="LeakException">The run's vectors were made of other ratings than the split has for them.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint yet.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    public TrainingOutcome Resume(DatasetSplit split, RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(run);
        if (!File.Exists(run.LastCheckpoint))
        {
            throw new FileNotFoundException(
                $"{run.LastCheckpoint} is missing: the run was stopped before its first checkpoint; train it anew.");
        }

        var (now, then) = (split.Manifest(), run.ReadSplit());
        if (now != then with { Dataset = now.Dataset }) // a folder may have been renamed
        {
            throw new CheckpointException(
                $"{run.Path} was begun on {then.Dataset} with {then.Train.Rows} training rows, {now.Dataset} leaves "
                + $"{now.Train.Rows} that are not the same; pass the data it was begun on as --data.");
        }

        var (trainer, environment) = Trainer(split, AgentCheckpoint.LoadEmbeddings(run.Embeddings, split, options.Embedding));
        new ResumePoint(run, options).Load(trainer);
        if (!trainer.IsFinished)
        {
            run.DeleteEvaluation(); // of an agent that is about to change
        }

        return Train(split, environment, trainer, run);
    }

    // Too few films, or too little memory, show only here. A run that never began is deleted, or it would look like one that was
    // stopped.
    private (Trainer Trainer, RecommendationEnvironment Validation) FirstTrainer(
        DatasetSplit split, EmbeddingTable embeddings, RunFolder run)
    {
        var (films, settings) = (embeddings.Fitted.Count(fitted => fitted), options.Environment);
        try
        {
            return Trainer(split, embeddings);
        }
        catch (ArgumentException fault) when (films <= settings.HistoryLength + settings.EpisodeLength)
        {
            run.Delete();
            throw new InvalidDataException(
                $"{data.Name}: too few films ({films} with training ratings) for a history of {settings.HistoryLength} and "
                + $"sessions of {settings.EpisodeLength}: nothing is left to be shown. Take more data, or a smaller "
                + "environment.historyLength and environment.episodeLength.",
                fault);
        }
        catch
        {
            run.Delete();
            throw;
        }
    }

    /// <summary>A trainer at its first step, and an environment to validate in.</summary>
    private (Trainer Trainer, RecommendationEnvironment Validation) Trainer(DatasetSplit split, EmbeddingTable embeddings)
    {
        var (source, count) = (options.Environment.Feedback, options.Learning.Environments);
        var environments = Environments(split, embeddings, source, count + 1, RowRole.Train);
        var users = new UserSampler(split.TrainUsers.Where(environments[0].CanStart), _rng.Fork("users"));
        var offered = options.Environment.RatedOnly ? new RatingLookup(data, split.Roles, RowRole.Train) : null;
        var trainer = new Trainer(Networks(embeddings), environments[..count], users, options, _rng.Fork("training"), offered);
        return (trainer, environments[count]);
    }

    private TrainingOutcome Train(DatasetSplit split, RecommendationEnvironment environment, Trainer trainer, RunFolder run)
    {
        Report("train", trainer.StepCount, options.Learning.Steps, "");
        var point = new ResumePoint(run, options);
        var finished = trainer.Run(Callbacks(split, environment, trainer, run, point), cancellation);
        if (!finished)
        {
            point.Save(trainer);
        }

        return new(
            run.Path, trainer.StepCount, finished, trainer.StoppedEarly,
            double.IsFinite(trainer.BestFigure) ? trainer.BestFigure : null);
    }

    private TrainingCallbacks Callbacks(
        DatasetSplit split, RecommendationEnvironment environment, Trainer trainer, RunFolder run, ResumePoint point)
    {
        var (name, unit, measure) = Validation(split, environment);
        return new TrainingCallbacks
        {
            Progressed = step =>
            {
                run.AppendMetrics("train", step);
                var best = double.IsFinite(trainer.BestFigure) ? Invariant($"  validation {unit} {trainer.BestFigure:.000}") : "";
                Report("train", step.Step, options.Learning.Steps, Invariant($"hits {step.HitRate:.000}{best}"));
            },
            Validate = split.RowsOf(RowRole.Validation) == 0 ? null : () =>
                measure(options.Learning.AveragePolicy ? trainer.Learner.TargetNetworks : trainer.Learner.Networks),
            Validated = figure => run.AppendMetrics(
                "validate", new Dictionary<string, double> { ["step"] = trainer.StepCount, [name] = figure }),
            Improved = _ => AgentCheckpoint.Save(run.BestCheckpoint, trainer.Learner),
            Checkpoint = () =>
            {
                if (trainer.StoppedEarly)
                {
                    var (step, best) = (trainer.StepCount, trainer.BestFigure);
                    run.AppendMetrics("stop", new { step, best, trainer.ValidationsSinceBest });
                }

                point.Save(trainer);
            },
        };
    }

    /// <summary>What chooses among a run's states: sessions, if it is trained for them and validation users can start any; else
    /// lists.</summary>
    private (string Name, string Unit, Func<ActorCritic, double> Measure) Validation(
        DatasetSplit split, RecommendationEnvironment environment)
    {
        int[] users = [.. split.ValidationUsers.Where(environment.CanStart)];
        return options.Environment.Feedback == FeedbackSource.Simulator && users.Length > 0
            ? ("rewardPerSession", "reward", networks => RewardPerSession(environment, users, networks))
            : split.Options.Protocol == SplitProtocol.Catalogue
            ? ("precisionAt10", "P@10", OfLists)
            : ("ndcgAt10", "NDCG@10", OfLists);

        double OfLists(ActorCritic networks) =>
            OnValidation(split, networks.Embeddings, new DrrScorer(AgentName, networks));
    }
}
