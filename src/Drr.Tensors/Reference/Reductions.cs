namespace Drr.Tensors.Reference;

/// <summary>Sums over vectors and over the rows of a matrix; an empty sum is 0.</summary>
public static class Reductions
{
    /// <summary>Σ x.</summary>
    public static float Sum(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach (var value in x)
        {
            sum += value;
        }

        return (float)sum;
    }

    /// <summary>Σ x².</summary>
    public static float SumOfSquares(ReadOnlySpan<float> x) => Dot(x, x);

    /// <summary>Σ x·y.</summary>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        return (float)sum;
    }

    /// <summary>y = the sum of the rows of x: the gradient of a bias.</summary>
    /// <param name="x">[rows, columns]</param> <param name="rows">Rows.</param> <param name="columns">Columns.</param>
    /// <param name="y">[columns]</param> <param name="accumulate">Add to y instead of overwriting it.</param>
    public static void SumOverRows(ReadOnlySpan<float> x, int rows, int columns, Span<float> y, bool accumulate = false)
    {
        for (var c = 0; c < columns; c++)
        {
            double sum = accumulate ? y[c] : 0;
            for (var r = 0; r < rows; r++)
            {
                sum += x[(r * columns) + c];
            }

            y[c] = (float)sum;
        }
    }
}
