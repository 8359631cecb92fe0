using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Learning;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Agent.Sessions;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Lessons;

/// <summary>12, uncertainty: exploring against a learned policy. A bandit keeps, beside its guess of a film's reward, how little
/// it knows in the film's direction, and adds some of that to the score. The agent has learned from sessions with others, and can
/// be corrected by what is answered.</summary>
internal static class Lesson12
{
    public static Lesson Lesson { get; } = new(
        Run, "write the Sherman-Morrison update: the inverse of A + x·xᵀ from the inverse of A.", Check);

    private static readonly DrrOptions s_options = new()
    {
        Embedding = new EmbeddingOptions { Size = 16 },
        Policy = new PolicyOptions { Hidden = 32 },
        Learning = new LearningOptions
        {
            Steps = 40_000, StepsPerUpdate = 8, CriticUpdatesFirst = 500, ActorRate = 1e-4, SoftUpdateRate = 0.005f, Threads = 1,
        },
    };

    private static void Run()
    {
        var (data, options) = (SyntheticDataset.Generate(), s_options);
        var split = DatasetSplit.Create(data, options.Split, options.Environment.HistoryLength, options.Seed);
        var table = EmbeddingFitter.Fit(split, options.Embedding, options.Seed);
        var world = new SessionWorld(split, options.Environment, options.Embedding, options.Seed);
        RowRole[] all = [RowRole.Train, RowRole.State, RowRole.Test];
        var training = world.Environments(table, FeedbackSource.Log, options.Learning.Environments, RowRole.Train);
        var environment = world.Environments(table, FeedbackSource.Log, 1, all)[0];

        var networks = new ActorCritic(
            options.Policy, options.State, options.Environment.HistoryLength, table, new Rng(options.Seed).Fork("networks"));
        var users = new UserSampler(split.TrainUsers.Where(training[0].CanStart), new Rng(options.Seed).Fork("users"));
        var learner = new DdpgLearner(networks, options.Learning, options.Environment.EpisodeLength);
        new Trainer(learner, training, users, options.Policy, options.Replay, new Rng(options.Seed).Fork("training")).Run();
        networks = learner.TargetNetworks; // the average of the trained ones over the last updates

        int[] players = [.. split.TestUsers.Where(environment.CanStart)];
        Console.WriteLine($"reward of a session of 10 films, {players.Length} test users, 95 % intervals");
        var mean = Rewards(new GreedySession(new HistoryMeanScorer(table), data.Items.Count));
        Print("history mean, greedy", mean);
        (int, float)[][] known = [.. Enumerable.Range(0, data.Users.Count).Select(user =>
            Reward.Of(split.FirstRatingsOf(user), data.Scale))];
        foreach (var alpha in new[] { 0f, 0.1f, 0.5f, 2f })
        {
            var bandit = new LinearBandit(
                "LinUCB", table, known, new BanditOptions { Exploration = alpha, Penalty = 10 }, new Rng(1));
            bandit.Train(training[0], split.TrainUsers.Where(training[0].CanStart));
            Print($"LinUCB, alpha {alpha}{(alpha == 0 ? ": greedy" : "")}", Rewards(bandit));
        }

        var agent = Rewards(new GreedySession(new DrrScorer("agent", networks), data.Items.Count));
        Print("the agent, greedy", agent);
        var recommender = Recommender.Of(split, new RewardCovariances(split), networks, options.Session, inSessions: true);
        var corrected = Rewards(new GreedySession(recommender, data.Items.Count));
        Print("the agent, corrected", corrected);
        Print("agent less history mean", [.. agent.Zip(mean, (a, b) => a - b)]);
        Print("corrected less agent", [.. corrected.Zip(agent, (a, b) => a - b)]);

        double[] Rewards(ISessionPolicy policy) =>
            [.. players.Select(user => PlayedSession.Play(environment, user, policy).Reward)];
    }

    private static void Print(string name, double[] rewards)
    {
        var estimate = Bootstrap.Estimate([rewards], new Rng(1), 1000)[0];
        Console.WriteLine($"  {name,-24} {estimate.Mean,5:0.00}  [{estimate.Low,5:0.00}, {estimate.High,5:0.00}]");
    }

    // <hole>
    /// <summary>Turns A⁻¹ into (A + x·xᵀ)⁻¹ = A⁻¹ - g·gᵀ / (1 + x·g), with g = A⁻¹·x.</summary>
    /// <param name="inverse">A⁻¹ [k, k], symmetric; overwritten.</param> <param name="x">[k]</param>
    private static void Observe(float[] inverse, float[] x)
    {
    }
    // </hole>

    private static string? Check()
    {
        const int k = 6;
        var (rng, a, inverse) = (new Rng(3), new float[k * k], new float[k * k]);
        for (var i = 0; i < k; i++)
        {
            (a[(i * k) + i], inverse[(i * k) + i]) = (2, 0.5f);
        }

        for (var example = 1; example <= 20; example++)
        {
            float[] x = [.. Enumerable.Range(0, k).Select(_ => (float)rng.NextGaussian())];
            MatMul.AtB(x, x, k, 1, k, a, accumulate: true);
            Observe(inverse, x);
            float[] expected = [.. a];
            SymmetricInverse.Invert(expected, k);
            var wrong = Enumerable.Range(0, k * k).FirstOrDefault(i => !(Math.Abs(inverse[i] - expected[i]) < 1e-4), -1);
            if (wrong >= 0)
            {
                return $"after example {example} element [{wrong / k}, {wrong % k}] is {inverse[wrong]:0.0000}, the inverse has "
                    + $"{expected[wrong]:0.0000}.";
            }
        }

        return null;
    }
}
