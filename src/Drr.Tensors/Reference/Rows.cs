namespace Drr.Tensors.Reference;

/// <summary>Moving whole rows: tables looked up by index, columns put side by side, and the slots of histories.</summary>
public static class Rows
{
    /// <summary>Row i of the destination is row indices[i] of the table; index -1, an empty history slot,
    /// gives a row of zeros.</summary>
    /// <param name="table">[any, width]</param> <param name="width">Columns of the table.</param>
    /// <param name="indices">[rows], each -1 or a row of the table.</param> <param name="destination">[rows, width]</param>
    public static void Gather(ReadOnlySpan<float> table, int width, ReadOnlySpan<int> indices, Span<float> destination)
    {
        for (var i = 0; i < indices.Length * width; i++)
        {
            var row = indices[i / width];
            destination[i] = row < 0 ? 0 : table[(row * width) + (i % width)];
        }
    }

    /// <summary>Adds row i of the source to row indices[i] of the table, in that order; -1 is skipped: the gradient of
    /// <see cref="Gather"/>.</summary>
    /// <param name="source">[rows, width]</param> <param name="width">Columns of the table.</param>
    /// <param name="indices">[rows], each -1 or a row of the table; repeated ones add.</param>
    /// <param name="table">[any, width]</param>
    public static void ScatterAdd(ReadOnlySpan<float> source, int width, ReadOnlySpan<int> indices, Span<float> table)
    {
        for (var i = 0; i < indices.Length * width; i++)
        {
            var row = indices[i / width];
            if (row >= 0)
            {
                table[(row * width) + (i % width)] += source[i];
            }
        }
    }

    /// <summary>Copies a matrix into some columns of a wider one: a step of putting matrices side by side.</summary>
    /// <param name="source">[rows, sourceColumns]</param> <param name="rows">Rows of both.</param>
    /// <param name="sourceColumns">Columns of the source.</param>
    /// <param name="destination">[rows, destinationColumns]; columns outside the copied ones stay as they are.</param>
    /// <param name="destinationColumns">Columns of the destination.</param>
    /// <param name="destinationStart">Column of the destination that the first one goes to.</param>
    public static void CopyColumns(
        ReadOnlySpan<float> source, int rows, int sourceColumns,
        Span<float> destination, int destinationColumns, int destinationStart)
    {
        for (var i = 0; i < rows * sourceColumns; i++)
        {
            destination[(i / sourceColumns * destinationColumns) + destinationStart + (i % sourceColumns)] = source[i];
        }
    }

    /// <summary>Adds some columns of a wide matrix to a narrow one: the gradient of <see cref="CopyColumns"/>.</summary>
    /// <param name="source">[rows, sourceColumns]</param> <param name="sourceColumns">Columns of the source.</param>
    /// <param name="sourceStart">First column that is read.</param> <param name="rows">Rows of both.</param>
    /// <param name="columns">How many columns are read.</param> <param name="destination">[rows, columns]</param>
    public static void AddColumns(
        ReadOnlySpan<float> source, int sourceColumns, int sourceStart, int rows, int columns, Span<float> destination)
    {
        for (var i = 0; i < rows * columns; i++)
        {
            destination[i] += source[(i / columns * sourceColumns) + sourceStart + (i % columns)];
        }
    }

    /// <summary>y[b] = factor·Σ over slots a of w[a]·(row indices[b, a] of the table): weighted pooling of a history, straight
    /// from the table; index -1 counts as a row of zeros.</summary>
    /// <param name="table">[any, width]</param> <param name="indices">[batch, n], each -1 or a row of the table.</param>
    /// <param name="weights">[n], one for a place in the history, or [batch, n], one for a slot.</param>
    /// <param name="factor">Such as 1 / n.</param> <param name="batch">Histories.</param>
    /// <param name="n">Slots of a history.</param> <param name="width">Columns of the table.</param>
    /// <param name="y">[batch, width]</param>
    public static void GatherSum(
        ReadOnlySpan<float> table, ReadOnlySpan<int> indices, ReadOnlySpan<float> weights, float factor,
        int batch, int n, int width, Span<float> y)
    {
        for (var i = 0; i < batch * width; i++)
        {
            double sum = 0;
            for (var slot = i / width * n; slot < ((i / width) + 1) * n; slot++)
            {
                sum += indices[slot] < 0
                    ? 0
                    : (double)weights[slot % weights.Length] * table[(indices[slot] * width) + (i % width)];
            }

            y[i] = (float)(factor * sum);
        }
    }

    /// <summary>dw[a] += factor·Σ over the batch of (row indices[b, a] of the table)·dy[b], of <see cref="GatherSum"/>.</summary>
    public static void GatherSumBackwardWeights(
        ReadOnlySpan<float> table, ReadOnlySpan<int> indices, ReadOnlySpan<float> dy, float factor,
        int batch, int n, int width, Span<float> dw)
    {
        for (var slot = 0; slot < batch * n; slot++)
        {
            double sum = dw[slot % dw.Length];
            for (var c = 0; indices[slot] >= 0 && c < width; c++)
            {
                sum += (double)factor * table[(indices[slot] * width) + c] * dy[(slot / n * width) + c];
            }

            dw[slot % dw.Length] = (float)sum;
        }
    }

    /// <summary>y[b, a] = w[a]·x[b, a]: every slot of a history scaled by the weight of its place.</summary>
    /// <param name="x">[batch, n, width]</param> <param name="weights">[n]</param> <param name="batch">Histories.</param>
    /// <param name="n">Slots of a history.</param> <param name="width">Length of a slot.</param>
    /// <param name="y">[batch, n, width]; may be x.</param>
    public static void ScaleSlots(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, int batch, int n, int width, Span<float> y)
    {
        for (var i = 0; i < batch * n * width; i++)
        {
            y[i] = weights[i / width % n] * x[i];
        }
    }

    /// <summary>dx[b, a] += w[a]·dy[b, a], of <see cref="ScaleSlots"/>.</summary>
    public static void ScaleSlotsBackwardX(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> dy, int batch, int n, int width, Span<float> dx)
    {
        for (var i = 0; i < batch * n * width; i++)
        {
            dx[i] = (float)(dx[i] + ((double)weights[i / width % n] * dy[i]));
        }
    }

    /// <summary>dw[a] += Σ over the batch of x[b, a]·dy[b, a], of <see cref="ScaleSlots"/>.</summary>
    public static void ScaleSlotsBackwardWeights(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, int batch, int n, int width, Span<float> dw)
    {
        for (var a = 0; a < n; a++)
        {
            double sum = dw[a];
            for (var i = 0; i < batch * width; i++)
            {
                var at = (((i / width * n) + a) * width) + (i % width);
                sum += (double)x[at] * dy[at];
            }

            dw[a] = (float)sum;
        }
    }

    /// <summary>y[b, (a, a')] = x[b, a]·x[b, a'] for every pair of slots a &lt; a', in
    /// lexicographic order of the pairs.</summary>
    /// <param name="x">[batch, n, width]</param> <param name="batch">Histories.</param>
    /// <param name="n">Slots of a history.</param>
    /// <param name="width">Length of a slot.</param> <param name="y">[batch, n(n - 1)/2, width]</param>
    public static void PairwiseProducts(ReadOnlySpan<float> x, int batch, int n, int width, Span<float> y)
    {
        var pair = 0;
        for (var b = 0; b < batch; b++)
        {
            for (var first = b * n; first < (b + 1) * n; first++)
            {
                var left = x.Slice(first * width, width);
                for (var second = first + 1; second < (b + 1) * n; second++)
                {
                    Arithmetic.Multiply(left, x.Slice(second * width, width), y.Slice(pair++ * width, width));
                }
            }
        }
    }

    /// <summary>dx[b, a] += Σ over the other slots a' of x[b, a']·dy[b, pair of both], of
    /// <see cref="PairwiseProducts"/>.</summary>
    public static void PairwiseProductsBackward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, int batch, int n, int width, Span<float> dx)
    {
        for (var i = 0; i < batch * n * width; i++)
        {
            var (b, a, c) = (i / width / n, i / width % n, i % width);
            double sum = dx[i];
            for (var other = 0; other < n; other++)
            {
                if (other != a)
                {
                    var (low, high) = (Math.Min(a, other), Math.Max(a, other));
                    var pair = (b * n * (n - 1) / 2) + (low * ((2 * n) - low - 1) / 2) + high - low - 1;
                    sum += (double)x[(((b * n) + other) * width) + c] * dy[(pair * width) + c];
                }
            }

            dx[i] = (float)sum;
        }
    }
}
