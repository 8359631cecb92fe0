namespace Drr.Agent.LinearAlgebra;

/// <summary>Rows of an items x items matrix, each computed when it is asked for. As many are kept as a budget of memory holds:
/// three quarters of them for the most rated items, whose rows take longest; of the others the oldest is let go.</summary>
/// <remarks>Several threads may ask at once.</remarks>
internal sealed class ItemRows
{
    private const long Budget = 256L << 20; // bytes: every row up to 8,192 items

    private readonly Func<int, float[]> _compute;
    private readonly float[]?[] _rows; // [items]
    private readonly bool[] _lasting; // [items]: whether the row stays once it is there
    private readonly Queue<int> _passing = new(); // items of the other rows that are there, the oldest first
    private readonly int _mostPassing;

    /// <param name="byItem">items x users: who rated each item.</param> <param name="compute">The row of an item [items].</param>
    /// <param name="budget">Bytes.</param>
    internal ItemRows(SparseMatrix byItem, Func<int, float[]> compute, long budget = Budget)
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

    /// <summary>The row of an item.</summary>
    internal float[] this[int item] => _rows[item] ?? Add(item);

    private float[] Add(int item)
    {
        var row = _rows[item] = _compute(item);
        if (!_lasting[item])
        {
            lock (_passing)
            {
                _passing.Enqueue(item);
                if (_passing.Count > _mostPassing)
                {
                    _rows[_passing.Dequeue()] = null;
                }
            }
        }

        return row;
    }
}
