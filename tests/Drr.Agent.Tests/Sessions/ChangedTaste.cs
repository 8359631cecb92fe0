using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.Sessions;
using Drr.Agent.Tests.States;
using Drr.Tensors;

namespace Drr.Agent.Tests.Sessions;

/// <summary>A world in which training misleads. Items are of two kinds: in training even ones earned 0.5 and odd ones 0.3, in a
/// session even ones earn -1 and odd ones 1.</summary>
internal static class ChangedTaste
{
    internal const int Users = 8, Items = 60, Slots = 3, Steps = 25;

    private const int Size = 6;

    private static readonly EmbeddingTable Table = CreateTable();

    internal static EmbeddingTable Vectors => Table;

    /// <summary>A learner that has seen random items shown to random users.</summary>
    internal static DdpgLearner Train(DrrOptions options)
    {
        var networks = new ActorCritic(options.Policy, options.State, Slots, Table, new Rng(options.Seed));
        var learner = new DdpgLearner(networks, options.Learning, Steps);
        var (rng, keepsVector) = (new Rng(options.Seed), learner.Batch.Shape.ActionSize > 0);
        var replay = new PrioritizedReplay(options.Replay, learner.Batch.Shape);
        var (before, after) = (new Observation(Slots), new Observation(Slots));
        for (var step = 0; step < options.Learning.Steps; step++)
        {
            var item = rng.NextInt(Items);
            before.Start(rng.NextInt(Users), before.Items, new float[Slots]);
            after.CopyFrom(before);
            after.Push(item);
            var reward = item % 2 == 0 ? 0.5f : 0.3f;
            replay.Add(before, item, keepsVector ? Table.Items.Row(item) : [], reward, options.Learning.Discount, after);
            before.CopyFrom(after);
            replay.Sample(learner.Batch, rng, 1);
            learner.Update();
        }

        return learner;
    }

    /// <summary>The rewards of a session that starts with the user's item, and with what is known of them.</summary>
    internal static float[] Play(ISessionPolicy policy, int user, (int Item, float Reward)[]? known = null)
    {
        var (unavailable, observation, rewards) = (new bool[Items], new Observation(Slots) { User = user }, new float[Steps]);
        observation.Start(user, known, first: 0);
        observation.Push(user);
        policy.Reset();
        for (var step = 0; step < Steps; step++)
        {
            var item = policy.Choose(observation, unavailable);
            unavailable[item] = true;
            rewards[step] = item % 2 == 0 ? -1 : 1;
            observation.Push(item);
            observation.Use(item, rewards[step]);
            policy.Observe(new StepOutcome(rewards[step], step == Steps - 1), observation);
        }

        return rewards;
    }

    private static EmbeddingTable CreateTable()
    {
        var table = RandomVectors.Table(Users, Items, Size, seed: 8);
        for (var item = 0; item < Items; item++)
        {
            foreach (ref var value in table.Items.Row(item))
            {
                value *= 0.3f;
            }

            table.Items.Row(item)[item % 2]++;
        }

        return table;
    }
}
