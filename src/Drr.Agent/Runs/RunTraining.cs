using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Agent.Runs;

/// <summary>Trains the agent of a run and writes metrics and checkpoints into its folder.</summary>
/// <param name="world">The sessions of the split.</param> <param name="options">The run's settings.</param>
/// <param name="run">Its folder.</param> <param name="progress">Receives how far it has come.</param>
/// <param name="cancellation">Stops it after the present sessions and a checkpoint.</param>
internal sealed class RunTraining(
    SessionWorld world, DrrOptions options, RunFolder run, IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private readonly DatasetSplit _split = world.Split;
    private readonly ResumePoint _point = new(run, options);
    private readonly Rng _rng = new(options.Seed);

    /// <summary>Trains from the first step on.</summary>
    /// <exception cref="LeakException">The vectors were fitted on other ratings than this split's.</exception>
    /// <exception cref="InvalidDataException">There is too little to train on; the run is deleted.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    internal TrainingOutcome Begin(EmbeddingTable embeddings)
    {
        LeakException.ThrowIfSeen(embeddings, _split);
        var (trainer, environment) = FirstTrainer(embeddings);
        run.WriteSplit(_split.Manifest());
        embeddings.Save(run.Embeddings, _split.Dataset);
        _point.Save(trainer);
        return Train(trainer, environment);
    }

    /// <summary>Resumes from the run's last checkpoint. The result has the same bits as if the run had
    /// never been interrupted.</summary>
    /// <exception cref="CheckpointException">Data or settings are not the run's, or a file of it is damaged;
    /// nothing was changed.</exception>
    /// <exception cref="LeakException">The run's vectors were fitted on other ratings than this split's.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint yet.</exception>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    internal TrainingOutcome Resume()
    {
        if (!File.Exists(run.LastCheckpoint))
        {
            throw new FileNotFoundException(
                $"{run.LastCheckpoint} is missing: the run was stopped before its first checkpoint; train it anew.");
        }

        var (now, then) = (_split.Manifest(), run.ReadSplit());
        if (now != then with { Dataset = now.Dataset }) // a folder may have been renamed
        {
            throw new CheckpointException(
                $"{run.Path} was begun on {then.Dataset} with {then.Train.Rows} training rows, {now.Dataset} leaves "
                + $"{now.Train.Rows} that are not the same; pass the data it was begun on as --data.");
        }

        var (trainer, environment) = Trainer(AgentCheckpoint.LoadEmbeddings(run.Embeddings, _split, options.Embedding));
        _point.Load(trainer);
        if (!trainer.IsFinished)
        {
            run.DeleteEvaluation(); // the agent is about to change
        }

        return Train(trainer, environment);
    }

    // Too few films or too little memory are noticed only here. The run folder is then deleted, or it would look like a run that
    // was stopped.
    private (Trainer Trainer, RecommendationEnvironment Validation) FirstTrainer(EmbeddingTable embeddings)
    {
        var (films, settings) = (embeddings.Fitted.Count(fitted => fitted), options.Environment);
        try
        {
            return Trainer(embeddings);
        }
        catch (ArgumentException fault) when (films <= settings.HistoryLength + settings.EpisodeLength)
        {
            run.Delete();
            throw new InvalidDataException(
                $"{_split.Dataset.Name}: too few {_split.Dataset.ItemNoun}s ({films} with training ratings) "
                + $"for a history of {settings.HistoryLength} and sessions of {settings.EpisodeLength}: nothing is left "
                + "to be shown. Take more data, or a smaller environment.historyLength and environment.episodeLength.",
                fault);
        }
        catch
        {
            run.Delete();
            throw;
        }
    }

    /// <summary>A trainer at its first step, and an environment to validate in.</summary>
    private (Trainer Trainer, RecommendationEnvironment Validation) Trainer(EmbeddingTable embeddings)
    {
        var count = options.Learning.Environments;
        var environments = world.Environments(embeddings, options.Environment.Feedback, count + 1, RowRole.Train);
        var users = new UserSampler(_split.TrainUsers.Where(environments[0].CanStart), _rng.Fork("users"));
        var offered = options.Environment.RatedOnly ? new RatingLookup(_split.Dataset, _split.Roles, RowRole.Train) : null;
        var learner = new DdpgLearner(
            AgentCheckpoint.Untrained(options, embeddings), options.Learning, options.Environment.EpisodeLength, offered);
        var trainer = new Trainer(learner, environments[..count], users, options.Policy, options.Replay, _rng.Fork("training"));
        return (trainer, environments[count]);
    }

    private TrainingOutcome Train(Trainer trainer, RecommendationEnvironment environment)
    {
        progress.Report("train", trainer.StepCount, options.Learning.Steps);
        var finished = trainer.Run(Callbacks(trainer, environment), cancellation);
        if (!finished)
        {
            _point.Save(trainer);
        }

        return new(
            run.Path, trainer.StepCount, finished, trainer.StoppedEarly,
            double.IsFinite(trainer.BestFigure) ? trainer.BestFigure : null);
    }

    private TrainingCallbacks Callbacks(Trainer trainer, RecommendationEnvironment environment)
    {
        var (name, unit, measure) = ValidationFigure.Of(_split, options.Environment, environment, cancellation);
        return new TrainingCallbacks
        {
            Progressed = step =>
            {
                run.AppendMetrics("train", step);
                var best = double.IsFinite(trainer.BestFigure) ? Invariant($"  validation {unit} {trainer.BestFigure:.000}") : "";
                progress.Report("train", step.Step, options.Learning.Steps, Invariant($"hits {step.HitRate:.000}{best}"));
            },
            Validate = _split.RowsOf(RowRole.Validation) == 0 ? null : () =>
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

                _point.Save(trainer);
            },
        };
    }
}

/// <summary>How a training run ended.</summary>
/// <param name="Run">The run folder.</param>
/// <param name="Steps">Environment steps made.</param>
/// <param name="Finished">Whether the run has ended; false after an interruption.</param>
/// <param name="StoppedEarly">Whether it ended because validation figures no longer got better.</param>
/// <param name="BestFigure">The best validation figure: precision@10, or in the simulator the reward of a session; <c>null</c> if
/// the run was not validated.</param>
public sealed record TrainingOutcome(string Run, long Steps, bool Finished, bool StoppedEarly, double? BestFigure);
