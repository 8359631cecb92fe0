using Drr.Tensors;
using Drr.Tensors.Kernels;
using Kernel = Drr.Tensors.Kernels.Rows;

namespace Drr.Autodiff.Ops;

public static partial class TapeOps
{
    /// <summary>Row i of the result is row indices[i] of the table; -1, an empty history slot, gives a row of zeros.</summary>
    /// <param name="tape">Where to record.</param> <param name="table">[rows, width]</param>
    /// <param name="indices">[count], each -1 or a row of the table; stays the caller's, who fills it anew before each
    /// <see cref="Tape.Forward"/>.</param>
    /// <returns>[count, width]</returns>
    /// <remarks>The forward step throws <see cref="ArgumentOutOfRangeException"/> for an index outside the table.</remarks>
    public static Variable Gather(this Tape tape, Variable table, int[] indices)
    {
        var width = table.Shape.Columns;
        var y = tape.NewVariable(new Shape(indices.Length, width), table);
        tape.Add(y,
            forward: () =>
            {
                MustBeRows(indices, table);
                Kernel.Gather(table.Value.Span, width, indices, y.Value.Span);
            },
            backward: () => Kernel.ScatterAdd(y.Gradient.Span, width, indices, table.Gradient.Span),
            attributes: [(nameof(indices), indices)]);
        return y;
    }

    /// <summary>y = x, but <paramref name="masked"/> where the index is -1: scores of empty slots that a
    /// softmax gives no share.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">Any shape.</param>
    /// <param name="indices">One an element; stays the caller's, who fills it anew before each
    /// <see cref="Tape.Forward"/>.</param>
    /// <param name="masked">Such as -1e9; fixed when recorded.</param>
    /// <returns>The shape of x.</returns>
    public static Variable Mask(this Tape tape, Variable x, int[] indices, float masked)
    {
        new Shape(indices.Length).MustBe(new Shape(x.Shape.Length), nameof(indices));
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () =>
            {
                for (var i = 0; i < indices.Length; i++)
                {
                    y.Value.Span[i] = indices[i] == -1 ? masked : x.Value.Span[i];
                }
            },
            backward: () =>
            {
                for (var i = 0; i < indices.Length; i++)
                {
                    x.Gradient.Span[i] += indices[i] == -1 ? 0 : y.Gradient.Span[i];
                }
            },
            attributes: [(nameof(indices), indices), (nameof(masked), masked)]);
        return y;
    }

    /// <summary>Every row of x <paramref name="times"/> times, copies side by side: row b of x becomes rows b·times ..
    /// b·times + times - 1.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[rows, columns]</param>
    /// <param name="times">Copies of a row, 1 or more.</param>
    /// <returns>[rows·times, columns]</returns>
    public static Variable RepeatRows(this Tape tape, Variable x, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        var (rows, columns) = (x.Shape.Rows, x.Shape.Columns);
        var y = tape.NewVariable(new Shape(rows * times, columns), x);
        tape.Add(y,
            forward: () =>
            {
                for (var row = 0; row < rows * times; row++)
                {
                    x.Value.Row(row / times).CopyTo(y.Value.Row(row));
                }
            },
            backward: () =>
            {
                for (var row = 0; row < rows; row++)
                {
                    var copies = y.Gradient.Span.Slice(row * times * columns, times * columns);
                    Reductions.SumOverRows(copies, times, columns, x.Gradient.Row(row), accumulate: true);
                }
            },
            attributes: [(nameof(times), times)]);
        return y;
    }

    /// <summary>Each row of x at the given length: y = length·x / r with r = sqrt(Σ x² + epsilon), so that a
    /// row of zeros stays one.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[rows, columns]</param>
    /// <param name="length">Euclidean length of a row of y; sqrt(columns) gives rows whose root mean square is 1.</param>
    /// <param name="epsilon">Above 0; far below the squared length of a row that matters. The gradient of a row of zeros is
    /// length / sqrt(epsilon) times that of y.</param>
    /// <returns>The shape of x.</returns>
    public static Variable UnitRows(this Tape tape, Variable x, float length = 1, float epsilon = 1e-8f)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        var y = tape.NewVariable(x.Shape, x);
        var factors = new float[x.Shape.Rows]; // length / r
        tape.Add(y,
            forward: () =>
            {
                for (var row = 0; row < factors.Length; row++)
                {
                    factors[row] = length / MathF.Sqrt(Reductions.SumOfSquares(x.Value.Row(row)) + epsilon);
                    Arithmetic.Scale(x.Value.Row(row), factors[row], y.Value.Row(row));
                }
            },
            backward: () =>
            {
                for (var row = 0; row < factors.Length; row++) // dx += factor·(dy - y·(y·dy) / length²)
                {
                    var direction = y.Value.Row(row);
                    var gradient = y.Gradient.Row(row);
                    var along = Reductions.Dot(direction, gradient) / (length * length);
                    Arithmetic.AddScaled(gradient, factors[row], x.Gradient.Row(row));
                    Arithmetic.AddScaled(direction, -along * factors[row], x.Gradient.Row(row));
                }
            },
            attributes: [(nameof(length), length), (nameof(epsilon), epsilon)]);
        return y;
    }

    private static void MustBeRows(ReadOnlySpan<int> indices, Variable table)
    {
        foreach (var index in indices)
        {
            if (index < -1 || index >= table.Shape.Rows)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), index, $"The table has {table.Shape.Rows} rows; use -1 for none.");
            }
        }
    }
}
