using Drr.Agent.Replay;
using Drr.Tensors;

namespace Drr.Cli.Benchmarks;

/// <summary>What the replay memory does for one update: draws a batch with its weights, and takes the new priorities.</summary>
internal sealed class ReplayWork
{
    private readonly PrioritizedReplay _replay;
    private readonly TransitionBatch _batch;
    private readonly float[] _errors;
    private readonly Rng _rng = new(5);

    /// <summary>Over a full memory that keeps the shown item as the action.</summary>
    public ReplayWork(int transitions, int batch)
    {
        var shape = new TransitionShape(UpdateWork.History, ActionSize: 0, UpdateWork.History + UpdateWork.EpisodeLength - 1);
        _replay = UpdateWork.Fill(transitions, shape);
        (_batch, _errors) = (new TransitionBatch(batch, shape), new float[batch]);
    }

    public void Run()
    {
        _replay.Sample(_batch, _rng, 0.4);
        foreach (ref var error in _errors.AsSpan())
        {
            error = _rng.NextSingle();
        }

        _replay.UpdatePriorities(_batch.Slots, _errors);
    }
}
