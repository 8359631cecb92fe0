using Drr.Agent.Replay;

namespace Drr.Agent.Learning;

/// <summary>A batch worked through in slices of up to 128 rows, so that what a graph computes for a slice stays in a core's cache
/// however large the batch is. A batch of 64 rows or more is two halves, which can run on a thread each.</summary>
/// <remarks>The cut depends on the size of the batch alone, and so does the order of all sums: one thread or two give the same
/// bits.</remarks>
internal sealed class BatchSlices
{
    private const int SmallestHalved = 64, SmallestSlice = 32, LargestSlice = 128; // rows; 128 of all activations are about 1 MB

    private readonly TransitionBatch _batch;
    private readonly TransitionBatch[] _slices; // one a half: what its graphs read
    private readonly int _threads;

    /// <summary>Cuts a batch.</summary>
    /// <param name="batch">Filled anew before each <see cref="Run"/>.</param>
    /// <param name="threads">1 or 2; the second one helps where there are two halves.</param>
    public BatchSlices(TransitionBatch batch, int threads)
    {
        (_batch, Rows) = (batch, RowsOfSlice(batch.Size));
        _slices = Rows == batch.Size ? [batch] : [New(), New()];
        _threads = threads;

        TransitionBatch New() => new(Rows, batch.Shape);
    }

    /// <summary>1, or 2.</summary>
    public int Halves => _slices.Length;

    /// <summary>Rows of a slice.</summary>
    public int Rows { get; }

    /// <summary>Where a half's slices pass through, one after another.</summary>
    public TransitionBatch SliceOf(int half) => _slices[half];

    /// <summary>Work on one slice, which lies in its half's memory.</summary>
    /// <param name="half">0, or 1.</param> <param name="start">The slice's first row in the batch.</param>
    public delegate void Work(int half, int start);

    /// <summary>Work that <see cref="Run"/> can do again and again without allocating.</summary>
    public Action[] Prepare(Work work) => [.. Enumerable.Range(0, Halves).Select(half => (Action)(() => RunHalf(half, work)))];

    /// <summary>Does the work on all slices.</summary>
    /// <param name="halves">As prepared.</param>
    public void Run(Action[] halves) => SecondThread.Run(halves, _threads);

    /// <summary>The largest number of rows up to 128 that divides each half; a small batch, or one that has no such slices of at
    /// least 32 rows, is a slice of its own.</summary>
    private static int RowsOfSlice(int batch)
    {
        for (var rows = LargestSlice; batch >= SmallestHalved && rows >= SmallestSlice; rows--)
        {
            if (batch % (2 * rows) == 0)
            {
                return rows;
            }
        }

        return batch;
    }

    private void RunHalf(int half, Work work)
    {
        var size = _batch.Size / Halves;
        for (var start = half * size; start < (half + 1) * size; start += Rows)
        {
            _slices[half].CopyFrom(_batch, start);
            work(half, start);
        }
    }
}
