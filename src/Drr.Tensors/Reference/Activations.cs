namespace Drr.Tensors.Reference;

/// <summary>Non-linearities and their derivatives, written in terms of the result y where y fixes them; dx is added to, or
/// overwritten where asked. In place is allowed forward (y = x), and backward when overwriting (dx = dy).</summary>
public static class Activations
{
    /// <summary>y = max(x, 0).</summary>
    public static void Relu(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = Math.Max(x[i], 0);
        }
    }

    /// <summary>dx += dy where y &gt; 0.</summary>
    public static void ReluBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate = true)
    {
        for (var i = 0; i < y.Length; i++)
        {
            dx[i] = (accumulate ? dx[i] : 0) + (y[i] > 0 ? dy[i] : 0);
        }
    }

    /// <summary>y = tanh(x).</summary>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = (float)Math.Tanh(x[i]);
        }
    }

    /// <summary>dx += (1 - y²)·dy.</summary>
    public static void TanhBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate = true)
    {
        for (var i = 0; i < y.Length; i++)
        {
            dx[i] = (accumulate ? dx[i] : 0) + (float)((1 - ((double)y[i] * y[i])) * dy[i]);
        }
    }

    /// <summary>Each row of y is exp(x) over its sum; an entry of -infinity (a masked one) becomes 0.</summary>
    /// <param name="x">[rows, columns]</param> <param name="rows">Rows.</param> <param name="columns">Columns.</param>
    /// <param name="y">[rows, columns]</param>
    /// <exception cref="ArgumentException">A row holds nothing but -infinity: there is no
    /// distribution over no entries.</exception>
    public static void SoftmaxRows(ReadOnlySpan<float> x, int rows, int columns, Span<float> y)
    {
        for (var r = 0; r < rows; r++)
        {
            double max = double.NegativeInfinity, sum = 0;
            for (var c = 0; c < columns; c++)
            {
                max = Math.Max(max, x[(r * columns) + c]);
            }

            if (double.IsNegativeInfinity(max))
            {
                throw new ArgumentException($"Row {r} is masked everywhere; softmax needs one entry above -infinity.", nameof(x));
            }

            for (var c = 0; c < columns; c++)
            {
                sum += Math.Exp(x[(r * columns) + c] - max);
            }

            for (var c = 0; c < columns; c++)
            {
                y[(r * columns) + c] = (float)(Math.Exp(x[(r * columns) + c] - max) / sum);
            }
        }
    }

    /// <summary>dx += y·(dy - Σ y·dy), row by row.</summary>
    public static void SoftmaxRowsBackward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int rows, int columns, Span<float> dx)
    {
        for (var r = 0; r < rows; r++)
        {
            double dot = 0;
            for (var i = r * columns; i < (r + 1) * columns; i++)
            {
                dot += (double)y[i] * dy[i];
            }

            for (var i = r * columns; i < (r + 1) * columns; i++)
            {
                dx[i] += (float)(y[i] * (dy[i] - dot));
            }
        }
    }
}
