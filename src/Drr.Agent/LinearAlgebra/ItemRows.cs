namespace Drr.Agent.LinearAlgebra;

/// <summary>A cache of the rows of an items x items matrix, each computed when it is needed. As many are kept as a
/// memory budget holds: three quarters of them for the most rated items, whose rows take longest; of the others
/// the oldest is evicted.</summary>
/// <remarks>Thread-safe. Once the cache is full, nothing allocates.</remarks>
internal sealed class ItemRows
{
    private const long Budget = 512L << 20; // bytes: every row up to 11,585 items

    private readonly Action<int, Span<float>> _compute;
    private readonly float[]?[] _rows; // [items]
    private readonly bool[] _pinned; // [items]: whether the row is never evicted
    private readonly Queue<int> _evictable = new(); // items of cached rows that can be evicted, the oldest first; their lock
    private readonly int _mostEvictable;

    /// <param name="byItem">items x users: who rated each item.</param>
    /// <param name="compute">Writes the row of an item, [items].</param>
    /// <param name="budget">Bytes.</param>
    internal ItemRows(SparseMatrix byItem, Action<int, Span<float>> compute, long budget = Budget)
    {
        var items = byItem.RowCount;
        var kept = (int)Math.Clamp(budget / (sizeof(float) * (long)Math.Max(items, 1)), 1, items);
        var pinned = kept == items ? items : 3 * kept / 4;
        (_compute, _rows, _pinned, _mostEvictable) = (compute, new float[items][], new bool[items], kept - pinned);
        foreach (var item in Enumerable.Range(0, items).OrderByDescending(item => byItem.ColumnsOf(item).Length).Take(pinned))
        {
            _pinned[item] = true;
        }
    }

    /// <summary>Rows in the cache.</summary>
    internal int Kept => _rows.Count(row => row is not null);

    /// <summary>The row of an item, [items]: the cache's own where it is never evicted, else a copy in
    /// <paramref name="buffer"/>.</summary>
    /// <param name="item">Dense item id.</param> <param name="buffer">[items]</param>
    internal ReadOnlyMemory<float> Get(int item, Memory<float> buffer)
    {
        if (_pinned[item])
        {
            return _rows[item] ?? Add(item);
        }

        if (!TryCopy(item, buffer.Span))
        {
            _compute(item, buffer.Span);
            KeepCopy(item, buffer.Span);
        }

        return buffer;
    }

    private float[] Add(int item)
    {
        var row = new float[_rows.Length];
        _compute(item, row);
        return _rows[item] = row;
    }

    private bool TryCopy(int item, Span<float> buffer)
    {
        lock (_evictable)
        {
            _rows[item]?.CopyTo(buffer);
            return _rows[item] is not null;
        }
    }

    private void KeepCopy(int item, ReadOnlySpan<float> row)
    {
        lock (_evictable)
        {
            if (_rows[item] is null)
            {
                var copy = _evictable.Count < _mostEvictable ? new float[_rows.Length] : Evict(_evictable.Dequeue());
                row.CopyTo(copy);
                _rows[item] = copy;
                _evictable.Enqueue(item);
            }
        }
    }

    /// <summary>Evicts a row and gives its memory.</summary>
    private float[] Evict(int item)
    {
        var row = _rows[item]!;
        _rows[item] = null;
        return row;
    }
}
