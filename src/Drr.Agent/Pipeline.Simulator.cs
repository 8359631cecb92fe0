using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Runs;
using Drr.Tensors;

namespace Drr.Agent;

public sealed partial class Pipeline
{
    private (DatasetSplit Split, PmfModel Model)? _simulator;

    /// <summary>Predicts ratings; fitted on the training rows, once for a split.</summary>
    private PmfModel Simulator(DatasetSplit split)
    {
        if (_simulator?.Split != split)
        {
            var (rows, pmf) = (new FitRows(data, split.Roles), options.Embedding.Pmf);
            _simulator = (split, PmfModel.Fit(
                rows, options.Embedding.Size, pmf, _rng.Fork("simulator"), Passes("fit simulator", pmf.Passes)));
        }

        return _simulator.Value.Model;
    }

    /// <summary>A session of every user who can start one. The agent is there twice: learning on, as in the paper, and
    /// not.</summary>
    private EvaluationReport PlaySessions(
        DatasetSplit split, RunFolder run, ActorCritic networks, IReadOnlyList<IScorer> scorers, EvaluationOptions settings)
    {
        RowRole[] all = [RowRole.Train, RowRole.Validation, RowRole.Test, RowRole.State]; // the log answers where it can
        var environment = Environments(split, networks.Embeddings, FeedbackSource.Simulator, 1, all)[0];
        var users = Enumerable.Range(0, data.Users.Count).Where(environment.CanStart);
        var frozen = scorers.Select(scorer => new GreedySession(scorer, data.Items.Count));
        ISessionPolicy[] policies = [LearningSession(run, networks.Embeddings, settings.Seed), .. frozen];
        var rounded = options.Environment.RoundPredictions ? $"rounded to {data.Scale}" : "not rounded";
        Rating[] test = [.. data.Ratings.ToArray().Where((_, row) => split.Roles[row] == RowRole.Test)];
        var card = new SimulatorCard(options.Environment.EpisodeLength, rounded, Simulator(split).Error(test), test.Length);
        return SimulatorProtocol.Evaluate(
            split, networks.Embeddings, environment, users, policies, card, settings, progress, cancellation);
    }

    /// <summary>The run's agent as training left it, targets and optimisers included.</summary>
    private LearningSession LearningSession(RunFolder run, EmbeddingTable embeddings, ulong seed)
    {
        var steps = options.Environment.EpisodeLength;
        var settings = options.Learning with
        {
            BatchSize = Math.Min(options.Learning.BatchSize, steps), // a session has no more to draw from
            CriticUpdatesFirst = 0, // those of training have been made, and of a session's few updates each moves the actor
            ActorDelay = 1,
        };
        var learner = new DdpgLearner(Networks(embeddings), settings);
        AgentCheckpoint.Load(run.Checkpoint, learner);
        return new LearningSession($"{AgentName} learning", learner, options.Replay, steps, new Rng(seed).Fork("sessions"));
    }

    /// <summary>Mean reward of a session of each of these users, without learning.</summary>
    private double RewardPerSession(IEnvironment environment, IEnumerable<int> users, ActorCritic networks)
    {
        var session = new GreedySession(new DrrScorer(AgentName, networks), data.Items.Count);
        return users.Average(user => SimulatorProtocol.Reward(environment, user, session));
    }
}
