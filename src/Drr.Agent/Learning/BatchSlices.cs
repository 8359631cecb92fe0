using Drr.Agent.Replay;

namespace Drr.Agent.Learning;

/// <summary>Splits a batch into slices of up to 128 rows, so that the values of a graph stay in a core's cache however large the
/// batch is. A batch of 64 rows or more has two halves, each of which can run on a thread of its own.</summary>
/// <remarks>The slices, and so the order of all sums, depend only on the size of the batch: one thread or
/// two give the same bits.</remarks>
internal sealed class BatchSlices
{
    private const int SmallestHalved = 64, SmallestSlice = 32, LargestSlice = 128; // rows; 128 of all activations are about 1 MB

    private readonly TransitionBatch _batch;
    private readonly TransitionBatch[] _slices; // one for each half: what its graphs read
    private readonly int _threads;

    /// <summary>Slices of a batch.</summary>
    /// <param name="batch">Filled anew before each <see cref="Run"/>.</param>
    /// <param name="threads">1 or 2; a second one is used where there are two halves.</param>
    public BatchSlices(TransitionBatch batch, int threads)
    {
        (_batch, Rows) = (batch, RowsOfSlice(batch.Size));
        _slices = Rows == batch.Size ? [batch] : [New(), New()];
        _threads = threads;

        TransitionBatch New() => new(Rows, batch.Shape);
    }

    /// <summary>1 or 2.</summary>
    public int Halves => _slices.Length;

    /// <summary>Rows of a slice.</summary>
    public int Rows { get; }

    /// <summary>The memory to which a half's slices are copied, one after another.</summary>
    public TransitionBatch SliceOf(int half) => _slices[half];

    /// <summary>Work on one slice, which has been copied to its half's memory.</summary>
    /// <param name="half">0 or 1.</param> <param name="start">The slice's first row in the batch.</param>
    public delegate void Work(int half, int start);

    /// <summary>Work that <see cref="Run"/> can do again and again without allocating.</summary>
    public Action[] Prepare(Work work) => [.. Enumerable.Range(0, Halves).Select(half => (Action)(() => RunHalf(half, work)))];

    /// <summary>Does the work on all slices.</summary>
    /// <param name="halves">From <see cref="Prepare"/>.</param>
    public void Run(Action[] halves) => SecondThread.Run(halves, _threads);

    /// <summary>The largest number of rows up to 128 that divides each half; a small batch, or one without such slices of at
    /// least 32 rows, is one slice.</summary>
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
