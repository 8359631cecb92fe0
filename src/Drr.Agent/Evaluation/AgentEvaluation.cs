using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Sessions;
using Drr.Tensors;

namespace Drr.Agent.Evaluation;

/// <summary>Compares a trained agent with its rivals on the test rows.</summary>
/// <param name="world">The sessions of the split.</param> <param name="rewards">Covariances of rewards on the split.</param>
/// <param name="networks">The agent.</param>
/// <param name="restore">Restores a learner to the end of training, targets and optimisers included.</param>
/// <param name="options">What the agent was trained with.</param>
/// <param name="seed">Of the random order and the bootstrap.</param>
/// <param name="baselines">The baselines to compare with.</param>
/// <param name="progress">Receives how far it has come.</param> <param name="cancellation">Stops it.</param>
internal sealed class AgentEvaluation(
    SessionWorld world, RewardCovariances rewards, ActorCritic networks, Action<DdpgLearner> restore, DrrOptions options,
    ulong seed, BaselineSelection baselines, IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private static readonly RowRole[] s_all = Enum.GetValues<RowRole>(); // roles of the log's rows that answer

    private readonly EvaluationOptions _settings = new() { HistoryLength = options.Environment.HistoryLength, Seed = seed };
    private readonly DatasetSplit _split = world.Split;
    private readonly RatingDataset _data = world.Split.Dataset;

    /// <summary>Fits the rivals and measures all of them by a protocol.</summary>
    /// <param name="protocol">What is measured.</param>
    /// <param name="mostDenseItems">As <see cref="BaselineFitter.Fit(BaselineSelection, int, Action{string})"/> takes it.</param>
    /// <param name="notify">Called with the cost of a large fit before it begins, and with what is left out.</param>
    /// <param name="given">Scores of other programs.</param>
    /// <exception cref="InvalidDataException">The data are too few: the protocol can measure no user; or one of those that it
    /// measures has no given score.</exception>
    internal EvaluationReport Run(
        EvaluationProtocol protocol, int mostDenseItems, Action<string>? notify, IReadOnlyList<GivenScores> given)
    {
        foreach (var scores in given)
        {
            scores.Require(_split.TestUsers.Except(_split.UnevaluableUsers));
        }

        var (vectors, history) = (networks.Embeddings, _settings.HistoryLength);
        var fitter = new BaselineFitter(
            _split, rewards, networks, seed,
            scorer => ValidationFigure.OfLists(_split, vectors, scorer, history, cancellation), progress, cancellation);
        var (others, notes, leftOut) = fitter.Fit(baselines, mostDenseItems, notify);
        Recommender[] corrected = [.. Corrected(protocol)];
        if (corrected.Length > 0 && DenseFit.OfRows(corrected[0].Name, rewards.Rows) is var rows && rows.Items > mostDenseItems)
        {
            rows.SayLeftOut(notify);
            (corrected, leftOut) = ([], [rows, .. leftOut]);
        }

        IScorer[] scorers = [.. corrected, new DrrScorer(networks.Name, networks), .. others];
        if (given.FirstOrDefault(one => scorers.Any(other => other.Name == one.Name)) is { } twin)
        {
            throw new InvalidDataException($"{twin.Name} is a row of the table already; rename the file of scores.");
        }

        scorers = [.. scorers, .. given];
        var report = protocol switch
        {
            EvaluationProtocol.Catalogue =>
                CatalogueProtocol.Evaluate(_split, vectors, scorers, _settings, progress, cancellation),
            EvaluationProtocol.Next => NextProtocol.Evaluate(_split, vectors, scorers, _settings, progress, cancellation),
            EvaluationProtocol.Rerank => RerankProtocol.Evaluate(_split, vectors, scorers, _settings, progress, cancellation),
            EvaluationProtocol.Interactive => PlayWithLog(scorers),
            _ => PlayWithSimulator(scorers),
        };
        return report.Sections.Count > 0
            ? report with { Card = report.Card with { Baselines = [.. notes, .. report.Card.Baselines], LeftOut = leftOut } }
            : throw new InvalidDataException(
                $"{_data.Name}: nobody can be measured by the {report.Card.Protocol} protocol: no user has ratings beyond the "
                + $"state of {history}. Take more data, or train with a smaller environment.historyLength.");
    }

    /// <summary>A session of every user who can start one. The agent plays twice: learning within the session, as in
    /// the paper, and without.</summary>
    private EvaluationReport PlayWithSimulator(IReadOnlyList<IScorer> scorers)
    {
        var environment = world.Environments(networks.Embeddings, FeedbackSource.Simulator, 1, s_all)[0];
        int[] users = [.. Users.Where(environment.CanStart)];
        var training = world.Environments(networks.Embeddings, FeedbackSource.Simulator, 1, RowRole.Train)[0];
        var bandits = new BanditWorld(
            networks.Embeddings, [.. Users.Select(user => Reward.Of(rewards.Rows.TrainingOf(user), _data.Scale))],
            "begins with the user's training ratings",
            BanditList.SimulatorPenalty, training, _split.TrainUsers, training, _split.ValidationUsers);
        return Play([LearningOn(), .. scorers.Select(Greedy)], bandits, policies => SimulatorProtocol.Evaluate(
            _split, networks.Embeddings, environment, users, policies, Card(environment, users), _settings, progress,
            cancellation));
    }

    private SimulatorCard Card(RecommendationEnvironment environment, int[] users)
    {
        var answers = world.Feedback(FeedbackSource.Simulator, new RatingLookup(_data, _split.Roles, s_all));
        var rounded = options.Environment.RoundPredictions ? $"rounded to {_data.Scale}" : "not rounded";
        Rating[] test = [.. _data.Ratings.ToArray().Where((_, row) => _split.Roles[row] == RowRole.Test)];
        return new SimulatorCard(options.Environment.EpisodeLength, rounded, test.Length)
        {
            HeldOutError = test.Length == 0 ? null : world.Simulator.Error(test),
            OwnTotal = Total(world.Simulator.Predict),
            MostTotal = Total(answers.RewardOf),
        };

        double Total(Func<int, int, float> value)
        {
            var oracle = new OracleSession("oracle", value, _data.Items.Count);
            return users.Sum(user => PlayedSession.RewardOf(environment, user, oracle, cancellation));
        }
    }

    /// <summary>A session of every test user, answered by the log. The agent plays corrected by the answers, as it is, and
    /// learning within the session.</summary>
    private EvaluationReport PlayWithLog(IReadOnlyList<IScorer> scorers)
    {
        var (vectors, log) = (networks.Embeddings, new RatingLookup(_data, _split.Roles, s_all));
        var start = StartingItems.FirstRated(_split, _settings.HistoryLength);
        var environment = Environment(log);
        var bandits = new BanditWorld(
            vectors, [.. Users.Select(user => Reward.Of(_split.FirstRatingsOf(user), _data.Scale))],
            "begins with the ratings of the state",
            BanditList.LogPenalty, Environment(new RatingLookup(_data, _split.Roles, RowRole.Train)), _split.TrainUsers,
            environment, [.. _split.ValidationUsers.Except(_split.UnevaluableUsers)]);
        return Play([.. scorers.Select(Greedy), LearningOn()], bandits, policies => InteractiveProtocol.Evaluate(
            _split, vectors, environment, log, policies, _settings, progress, cancellation));

        RecommendationEnvironment Environment(RatingLookup answering)
        {
            var standard = new EnvironmentOptions(); // whatever the agent was trained with
            var feedback = new LogFeedback(answering, _data.Scale, standard.UnratedReward);
            return new(start, vectors.Fitted, feedback, standard.EpisodeLength);
        }
    }

    /// <summary>Trains the bandits, then plays these policies and them.</summary>
    private EvaluationReport Play(
        IEnumerable<ISessionPolicy> policies, BanditWorld rivals, Func<IReadOnlyList<ISessionPolicy>, EvaluationReport> play)
    {
        var (bandits, notes) = rivals.Train(baselines, seed, progress, cancellation);
        var report = play([.. policies, .. bandits]);
        return report with { Card = report.Card with { Baselines = notes } };
    }

    private IEnumerable<int> Users => Enumerable.Range(0, _data.Users.Count);

    private GreedySession Greedy(IScorer scorer) => new(scorer, _data.Items.Count);

    /// <summary>The agent, learning within each session from the end of training on.</summary>
    private LearningSession LearningOn()
    {
        var steps = options.Environment.EpisodeLength;
        var settings = options.Learning with
        {
            BatchSize = Math.Min(options.Learning.BatchSize, steps), // a session has no more steps to draw from
            CriticUpdatesFirst = 0, // training is over, and each of a session's few updates should train the actor
            ActorDelay = 1,
        };
        var learner = new DdpgLearner(networks.Clone(), settings, steps);
        restore(learner);
        return new LearningSession($"{networks.Name} learning", learner, options.Replay, steps, new Rng(seed).Fork("sessions"));
    }

    /// <summary>The corrected agent, in the protocols in which a recommender corrects the actor.</summary>
    private IEnumerable<Recommender> Corrected(EvaluationProtocol protocol) =>
        protocol is EvaluationProtocol.Catalogue or EvaluationProtocol.Next or EvaluationProtocol.Interactive
        && Recommender.Of(_split, rewards, networks, options.Session, inSessions: protocol == EvaluationProtocol.Interactive)
            is { HearsAnswers: true } one ? [one] : [];
}
