namespace Drr.Agent.LinearAlgebra;

/// <summary>Rows of an items x items matrix, each computed when it is asked for. As many are kept as a budget of memory holds:
/// three quarters of them for the most rated items, whose rows take longest; of the others the oldest is let go.</summary>
/// <remarks>Several threads may ask at once. Once it is full, nothing allocates.</remarks>
internal sealed class ItemRows
{
    private const long Budget = 512L << 20; // bytes: every row up to 11,585 items

    private readonly Action<int, Span<float>> _compute;
    private readonly float[]?[] _rows; // [items]
    private readonly bool[] _lasting; // [items]: whether the row stays once it is there
    private readonly Queue<int> _passing = new(); // items of the other rows that are there, the oldest first; guards them
    private readonly int _mostPassing;

    /// <param name="byItem">items x users: who rated each item.</param> <param name="compute">Writes the row of an item,
    /// [items].</param>
    /// <param name="budget">Bytes.</param>
    internal ItemRows(SparseMatrix byItem, Action<int, Span<float>> compute, long budget = Budget)
    {
        var items = byItem.RowCount;
        var kept = (int)Math.Clamp(budget / (sizeof(float) * (long)Math.Max(items, 1)), 1, items);
        var lasting = kept == items ? items : 3 * kept / 4;
        (_compute, _rows, _lasting, _mostPassing) = (compute, new float[items][], new bool[items], kept - lasting);
        foreach (var item in Enumerable.Range(0, items).OrderByDescending(item => byItem.ColumnsOf(item).Length).Take(lasting))
        {
            _lasting[item] = true;
        }
    }

    /// <summary>Rows that are there.</summary>
    internal int Kept => _rows.Count(row => row is not null);

    /// <summary>The row of an item, [items]: one that stays, or a copy in <paramref name="buffer"/>.</summary>
    /// <param name="item">Dense item id.</param> <param name="buffer">[items]</param>
    internal ReadOnlyMemory<float> Get(int item, Memory<float> buffer)
    {
        if (_lasting[item])
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
        lock (_passing)
        {
            _rows[item]?.CopyTo(buffer);
            return _rows[item] is not null;
        }
    }

    private void KeepCopy(int item, ReadOnlySpan<float> row)
    {
        lock (_passing)
        {
            if (_rows[item] is null)
            {
                var copy = _passing.Count < _mostPassing ? new float[_rows.Length] : LetGo(_passing.Dequeue());
                row.CopyTo(copy);
                _rows[item] = copy;
                _passing.Enqueue(item);
            }
        }
    }

    /// <summary>The memory of a row that is not kept any longer.</summary>
    private float[] LetGo(int item)
    {
        var row = _rows[item]!;
        _rows[item] = null;
        return row;
    }
}
