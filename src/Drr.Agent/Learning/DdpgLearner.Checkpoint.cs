using Drr.Agent.Policies;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;

namespace Drr.Agent.Learning;

public sealed partial class DdpgLearner
{
    /// <summary>Prefix of the targets' weights in a checkpoint.</summary>
    internal const string Targets = "targets/";

    /// <summary>Adds networks, targets and optimisers to a checkpoint.</summary>
    /// <param name="entries">Arrays by name.</param>
    public void Save(IDictionary<string, TensorEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Networks.Save(entries);
        TargetNetworks.Save(entries, Targets);
        Save(entries, _criticAdam, "adam/critic/");
        Save(entries, _actorAdam, "adam/actor/");
    }

    /// <summary>Loads saved networks, targets and optimisers.</summary>
    /// <param name="file">Where they were saved.</param>
    /// <param name="averaged">Load the targets' weights into the networks as well: to act, not to continue training.</param>
    /// <exception cref="InvalidDataException">They were made with other settings; discard this learner then.</exception>
    public void Load(TensorFile file, bool averaged = false)
    {
        Networks.Load(file, averaged ? Targets : ActorCritic.NetworksPrefix);
        TargetNetworks.Load(file, Targets);
        Load(file, _criticAdam, "adam/critic/");
        Load(file, _actorAdam, "adam/actor/");
    }

    /// <summary>Copies all that updates change; <see cref="Restore"/> goes back to it.</summary>
    internal LearnerSnapshot Snapshot() =>
        new(Networks.Parameters.Values, TargetNetworks.Parameters.Values, _criticAdam, _actorAdam, Statistics);

    /// <summary>Goes back to a snapshot: the next updates have the same bits as after it was taken. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">It was taken of a learner with other networks; discard this learner then.</exception>
    internal void Restore(LearnerSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Weights.Length != Networks.Parameters.Values.Length)
        {
            throw new ArgumentException(
                $"The snapshot has {snapshot.Weights.Length} weights, the networks {Networks.Parameters.Values.Length}.",
                nameof(snapshot));
        }

        snapshot.Weights.CopyTo(Networks.Parameters.Values);
        snapshot.Targets.CopyTo(TargetNetworks.Parameters.Values);
        snapshot.Critic.CopyTo(_criticAdam);
        snapshot.Actor.CopyTo(_actorAdam);
        Statistics = snapshot.Statistics;
    }

    private static void Save(IDictionary<string, TensorEntry> entries, Adam adam, string prefix)
    {
        entries[prefix + "m"] = TensorEntry.Of(adam.M.ToArray());
        entries[prefix + "v"] = TensorEntry.Of(adam.V.ToArray());
        entries[prefix + "steps"] = TensorEntry.Of([adam.StepCount]);
    }

    private static void Load(TensorFile file, Adam adam, string prefix)
    {
        float[] m = new float[adam.M.Length], v = new float[adam.V.Length];
        var steps = new long[1];
        file.CopyTo<float>(prefix + "m", m);
        file.CopyTo<float>(prefix + "v", v);
        file.CopyTo<long>(prefix + "steps", steps);
        if (steps[0] < 0)
        {
            throw new InvalidDataException($"Checkpoint says that {prefix}steps is {steps[0]}; it must be 0 or more.");
        }

        adam.Restore(m, v, steps[0]);
    }
}

/// <summary>A copy of all that updates change: weights, targets, both optimisers' moments and counters,
/// the last statistics.</summary>
internal sealed class LearnerSnapshot
{
    internal LearnerSnapshot(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> targets, Adam critic, Adam actor, UpdateStatistics statistics)
    {
        (Weights, Targets) = (weights.ToArray(), targets.ToArray());
        (Critic, Actor, Statistics) = (new Moments(critic), new Moments(actor), statistics);
    }

    internal float[] Weights { get; }

    internal float[] Targets { get; }

    internal Moments Critic { get; }

    internal Moments Actor { get; }

    internal UpdateStatistics Statistics { get; }

    internal sealed class Moments(Adam adam)
    {
        private readonly float[] _m = adam.M.ToArray(), _v = adam.V.ToArray();
        private readonly long _steps = adam.StepCount;

        internal void CopyTo(Adam other) => other.Restore(_m, _v, _steps);
    }
}
