using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.States;
using Drr.Cli.ThisMachine;
using Drr.Tensors;

namespace Drr.Bench.Workloads;

/// <summary>The reference program's training: episodes of 10 steps on MovieLens 1M, an update of batch 32 a step, a memory of
/// 1,000,000, epsilon and noise as there; the vectors are random, which no time depends on.</summary>
public static class TrainingWork
{
    public static void Run(RatingDataset data, int episodes)
    {
        var options = Presets.Paper with
        {
            Environment = new() { HistoryLength = UpdateWork.History, EpisodeLength = 10 },
            Policy = Presets.Paper.Policy with { Noise = 1, EpsilonSteps = 500_000 },
            Replay = new ReplayOptions { Capacity = 1_000_000, Prioritized = true },
            Learning = Presets.Paper.Learning with
            {
                Steps = 10 * episodes, Environments = 1, FillSteps = 32, StepsPerUpdate = 1, BatchSize = 32,
                ActorRate = 1e-3, CriticRate = 1e-3, SoftUpdateRate = 1e-3f,
            },
        };
        var table = UpdateWork.RandomTable(data.Users.Count, data.Items.Count);
        var split = DatasetSplit.Create(data, new SplitOptions(), UpdateWork.History, seed: 1);
        var world = new SessionWorld(split, options.Environment, options.Embedding, options.Seed);
        var environments = world.Environments(table, FeedbackSource.Log, 1, RowRole.Train);
        var networks = new ActorCritic(options.Policy, new StateOptions(), UpdateWork.History, table, new Rng(1));
        var users = new UserSampler(split.TrainUsers.Where(environments[0].CanStart), new Rng(2));
        var learner = new DdpgLearner(networks, options.Learning, options.Environment.EpisodeLength);
        new Trainer(learner, environments, users, options.Policy, options.Replay, new Rng(3)).Run();
    }
}
