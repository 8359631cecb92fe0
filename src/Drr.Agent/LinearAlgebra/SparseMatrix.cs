using Drr.Tensors.Kernels;

namespace Drr.Agent.LinearAlgebra;

/// <summary>A sparse matrix, row by row; an entry that is stored twice counts twice.</summary>
internal sealed class SparseMatrix
{
    private readonly int[] _start; // [rows + 1]: row r's entries are _start[r] .. _start[r + 1]
    private readonly int[] _columns;
    private readonly float[] _values;

    /// <param name="columnCount">Columns.</param> <param name="start">[rows + 1]: where each row begins.</param>
    /// <param name="columns">Of the entries, row by row.</param> <param name="values">The entries.</param>
    internal SparseMatrix(int columnCount, int[] start, int[] columns, float[] values) =>
        (ColumnCount, _start, _columns, _values) = (columnCount, start, columns, values);

    internal int RowCount => _start.Length - 1;

    internal int ColumnCount { get; }

    internal float SumOfSquares => Reductions.SumOfSquares(_values);

    /// <summary>The columns of a row's entries.</summary>
    internal ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(_start[row].._start[row + 1]);

    /// <summary>A row's entries.</summary>
    internal ReadOnlySpan<float> ValuesOf(int row) => _values.AsSpan(_start[row].._start[row + 1]);

    /// <summary>Every column multiplied by its factor; the pattern is shared.</summary>
    /// <param name="factors">[columns]</param>
    internal SparseMatrix ScaleColumns(float[] factors) =>
        new(ColumnCount, _start, _columns, [.. _values.Select((value, i) => value * factors[_columns[i]])]);

    /// <summary>The root of each row's number of entries, which is its length if all of them are 1; of an empty row 1, so that
    /// one can divide by it.</summary>
    internal float[] Lengths() =>
        [.. Enumerable.Range(0, RowCount).Select(row => MathF.Sqrt(Math.Max(1, ColumnsOf(row).Length)))];

    /// <summary>The same entries, column by column.</summary>
    internal SparseMatrix Transpose()
    {
        var (start, columns, values) = (new int[ColumnCount + 1], new int[_columns.Length], new float[_columns.Length]);
        foreach (var column in _columns)
        {
            start[column + 1]++;
        }

        for (var column = 0; column < ColumnCount; column++)
        {
            start[column + 1] += start[column];
        }

        var next = start[..^1]; // a range of an array is a copy
        for (var row = 0; row < RowCount; row++)
        {
            for (var i = _start[row]; i < _start[row + 1]; i++)
            {
                var place = next[_columns[i]]++;
                (columns[place], values[place]) = (row, _values[i]);
            }
        }

        return new SparseMatrix(RowCount, start, columns, values);
    }

    /// <summary>Y = A·X.</summary>
    /// <param name="x">[columns, width]</param>
    /// <param name="width">Columns of X and Y.</param>
    /// <param name="y">[rows, width], overwritten.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    internal void Multiply(ReadOnlySpan<float> x, int width, Span<float> y, CancellationToken cancellation)
    {
        y.Clear();
        for (var row = 0; row < RowCount; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sum = y.Slice(row * width, width);
            for (var i = _start[row]; i < _start[row + 1]; i++)
            {
                Arithmetic.AddScaled(x.Slice(_columns[i] * width, width), _values[i], sum);
            }
        }
    }
}
