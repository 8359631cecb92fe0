using Drr.Agent.Replay;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using Drr.Tensors.Measuring;

namespace Drr.Cli.ThisMachine;

/// <summary>The benchmarks in short form, on one core.</summary>
internal static class Speed
{
    private const int ReplayCapacity = 1 << 20, Batch = 64;

    /// <summary>Measures everything.</summary>
    /// <param name="budget">For each row.</param> <param name="capacity">Transitions in the replay memory.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    internal static SpeedReport Measure(TimeSpan budget, int capacity = ReplayCapacity, CancellationToken cancellation = default)
    {
        List<(string Name, double Operations, Spread Seconds)> products = [], updates = [];
        foreach (var (name, operations, run) in Products(Batch))
        {
            products.Add((name, operations, Time(run)));
        }

        foreach (var batch in (int[])[Batch, 256])
        {
            updates.Add(($"update, batch {batch}", UpdateWork.Operations(batch), Time(new UpdateWork(batch).Run)));
        }

        updates.Add(("two updates by the defaults, batch 64", RankingWork.Operations, Time(new RankingWork().Run)));
        var replay = Time(new ReplayWork(capacity, Batch).Run);
        var share = replay.Median / updates[0].Seconds.Median;
        return new SpeedReport(
            Machine.Current, Peak.Operations, Peak.Bytes, Rows(products), Rows(updates), replay, share);

        Spread Time(Action run)
        {
            cancellation.ThrowIfCancellationRequested();
            Peak.Observe();
            return Timing.Of(run, budget);
        }
    }

    /// <summary>Shares of the peak, which is known only when everything has been measured.</summary>
    private static List<SpeedRow> Rows(List<(string Name, double Operations, Spread Seconds)> measured) =>
        [.. measured.Select(row => new SpeedRow(row.Name, row.Seconds, row.Operations / row.Seconds.Median / Peak.Operations))];

    private static IEnumerable<(string Name, double Operations, Action Run)> Products(int batch)
    {
        var (inputs, outputs, rng) = (UpdateWork.State, UpdateWork.Hidden, new Rng(1));
        var (x, w, dy) = (Normal(batch * inputs), Normal(inputs * outputs), Normal(batch * outputs));
        var (y, dx, dw) = (new float[dy.Length], new float[x.Length], new float[w.Length]);
        var operations = 2.0 * batch * inputs * outputs;
        var size = $"{batch} x {inputs} x {outputs}";
        yield return ($"forward A.B, {size}", operations, () => MatMul.AB(x, w, batch, inputs, outputs, y));
        yield return ($"input gradient A.Bt, {size}", operations, () => MatMul.ABt(dy, w, batch, outputs, inputs, dx));
        yield return ($"weight gradient At.B, {size}", operations, () => MatMul.AtB(x, dy, inputs, batch, outputs, dw));

        float[] Normal(int length) => [.. Enumerable.Range(0, length).Select(_ => (float)rng.NextGaussian())];
    }
}

/// <summary>How fast this machine is, and how much of that the agent's loops reach.</summary>
/// <param name="Machine">What was measured.</param>
/// <param name="PeakOperations">Of one core: operations a second, two for each multiply-add.</param>
/// <param name="PeakBytes">Of one core: bytes a second, read and written, in the second-level cache.</param>
/// <param name="Products">The matrix products of the widest dense layer.</param>
/// <param name="Updates">Whole updates: of the paper's agent, by batch, and of the defaults.</param>
/// <param name="ReplaySeconds">Draw 64 of 1,048,576 transitions by priority and set their priorities.</param>
/// <param name="ReplayShare">That as a share of an update of batch 64.</param>
internal sealed record SpeedReport(
    Machine Machine, double PeakOperations, double PeakBytes, IReadOnlyList<SpeedRow> Products, IReadOnlyList<SpeedRow> Updates,
    Spread ReplaySeconds, double ReplayShare);

/// <summary>One piece of work.</summary>
/// <param name="Name">What and how large.</param> <param name="Seconds">Of a call.</param>
/// <param name="OfPeak">Share of the peak.</param>
internal sealed record SpeedRow(string Name, Spread Seconds, double OfPeak);

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
