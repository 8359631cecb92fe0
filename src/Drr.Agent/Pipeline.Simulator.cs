using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Runs;
using Drr.Agent.Sessions;
using Drr.Tensors;

namespace Drr.Agent;

public sealed partial class Pipeline
{
    private (DatasetSplit Split, PmfModel Model)? _simulator;

    /// <summary>Predicts ratings; fitted once for a split, on the rows set apart for it, else on the training rows.</summary>
    private PmfModel Simulator(DatasetSplit split)
    {
        if (_simulator?.Split != split)
        {
            var apart = split.RowsOf(RowRole.Simulator) > 0;
            var rows = new FitRows(data, split.Roles, apart ? RowRole.Simulator : RowRole.Train);
            var pmf = options.Embedding.Pmf;
            _simulator = (split, PmfModel.Fit(
                rows, options.Embedding.Size, pmf, _rng.Fork("simulator"), Passes("fit simulator", pmf.Passes), cancellation));
        }

        return _simulator.Value.Model;
    }

    /// <summary>A session of every user who can start one. The agent is there twice: learning on, as in the paper, and
    /// not.</summary>
    private EvaluationReport PlaySessions(
        DatasetSplit split, RunFolder run, ActorCritic networks, IReadOnlyList<IScorer> scorers, EvaluationOptions settings,
        BaselineSelection selection)
    {
        var all = Enum.GetValues<RowRole>(); // the log answers where it can
        var environment = Environments(split, networks.Embeddings, FeedbackSource.Simulator, 1, all)[0];
        var (simulator, log) = (Simulator(split), new RatingLookup(data, split.Roles, all));
        var answers = new SimulatorFeedback(log, simulator, data.Scale, options.Environment.RoundPredictions);
        int[] users = [.. Enumerable.Range(0, data.Users.Count).Where(environment.CanStart)];
        var frozen = scorers.Select(scorer => new GreedySession(scorer, data.Items.Count));
        var training = Environments(split, networks.Embeddings, FeedbackSource.Simulator, 1, RowRole.Train)[0];
        var (bandits, notes) = Bandits(
            new BanditWorld(
                networks.Embeddings, KnownRatings.OfTraining(split), "begins with the user's training ratings",
                BanditList.SimulatorPenalty, training, split.TrainUsers, training, split.ValidationUsers),
            selection, settings.Seed);
        ISessionPolicy[] policies = [LearningSession(run, networks.Embeddings, settings.Seed), .. frozen, .. bandits];
        var rounded = options.Environment.RoundPredictions ? $"rounded to {data.Scale}" : "not rounded";
        Rating[] test = [.. data.Ratings.ToArray().Where((_, row) => split.Roles[row] == RowRole.Test)];
        var card = new SimulatorCard(options.Environment.EpisodeLength, rounded, test.Length)
        {
            HeldOutError = test.Length == 0 ? null : simulator.Error(test),
            OwnTotal = Total(simulator.Predict),
            MostTotal = Total(answers.RewardOf),
        };
        var report = SimulatorProtocol.Evaluate(
            split, networks.Embeddings, environment, users, policies, card, settings, progress, cancellation);
        return report with { Card = report.Card with { Baselines = notes } };

        double Total(Func<int, int, float> value)
        {
            var oracle = new OracleSession("oracle", value, data.Items.Count);
            return users.Sum(user => Reward(environment, user, oracle));
        }
    }

    /// <summary>A session of every test user, answered by the log. The agent is there corrected by the answers, as training left
    /// it, and learning on.</summary>
    private EvaluationReport PlayInteractive(
        DatasetSplit split, RunFolder run, ActorCritic networks, IReadOnlyList<IScorer> scorers, EvaluationOptions settings,
        BaselineSelection selection)
    {
        var all = Enum.GetValues<RowRole>();
        var (log, standard) = (new RatingLookup(data, split.Roles, all), new EnvironmentOptions());
        var start = StartingItems.FirstRated(data, split.Roles, settings.HistoryLength);
        var environment = Environment(log);
        var (bandits, notes) = Bandits(
            new BanditWorld(
                networks.Embeddings, KnownRatings.First(data, settings.HistoryLength), "begins with the ratings of the state",
                BanditList.LogPenalty, Environment(new RatingLookup(data, split.Roles, RowRole.Train)), split.TrainUsers, environment,
                [.. split.ValidationUsers.Except(split.UnevaluableUsers)]),
            selection, settings.Seed);
        ISessionPolicy[] policies =
        [
            .. ((IScorer[])[.. Corrected(Recommender(split, networks, inSessions: true)), .. scorers])
                .Select(scorer => new GreedySession(scorer, data.Items.Count)),
            LearningSession(run, networks.Embeddings, settings.Seed),
            .. bandits,
        ];
        var report = InteractiveProtocol.Evaluate(
            split, networks.Embeddings, environment, log, policies, settings, progress, cancellation);
        return report with { Card = report.Card with { Baselines = notes } };

        RecommendationEnvironment Environment(RatingLookup answering) => new(
            start, networks.Embeddings.Fitted,
            new LogFeedback(answering, data.Scale, standard.UnratedReward), // whatever the agent was trained for
            standard.EpisodeLength);
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
        var learner = new DdpgLearner(Networks(embeddings), settings, steps);
        AgentCheckpoint.Load(run.Checkpoint, learner);
        return new LearningSession($"{AgentName} learning", learner, options.Replay, steps, new Rng(seed).Fork("sessions"));
    }

    /// <summary>Mean reward of a session of each of these users, without learning.</summary>
    private double RewardPerSession(IEnvironment environment, IEnumerable<int> users, ActorCritic networks)
    {
        var session = new GreedySession(new DrrScorer(AgentName, networks), data.Items.Count);
        return users.Average(user => Reward(environment, user, session));
    }

    private double Reward(IEnvironment environment, int user, ISessionPolicy policy)
    {
        cancellation.ThrowIfCancellationRequested();
        return PlayedSession.Play(environment, user, policy).Reward;
    }
}
