using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Recommending;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Rivals;

/// <summary>Linear models from items to items in closed form, over who rated what, whatever the stars.</summary>
internal static class LinearModels
{
    /// <summary>EASE (Steck 2019): min |X - X·W|² + penalty·|W|² with a diagonal of 0, which is W = I - P / diag(P), column by
    /// column, with P = (XᵀX + penalty·I)⁻¹.</summary>
    /// <param name="rows">What may be seen.</param> <param name="penalty">lambda, above 0.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static ItemWeightScorer Ease(FitRows rows, float penalty, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (rated, items) = (rows.ByUser, rows.ItemCount);
        var p = Counts(
            items, rated.RowCount, user => (rated.ColumnsOf(user).ToArray(), rated.ColumnsOf(user).ToArray()), cancellation);
        Invert(p, penalty, cancellation);
        float[] scale = [.. Enumerable.Range(0, items).Select(item => -1 / p.Row(item)[item])];
        for (var row = 0; row < items; row++)
        {
            Arithmetic.Multiply(p.Row(row), scale, p.Row(row));
            p.Row(row)[row] = 0;
        }

        return new ItemWeightScorer("EASE", p);
    }

    /// <summary>Ridge regression from a user's first items to all later ones: W = (XᵀX + penalty·I)⁻¹·XᵀY.</summary>
    /// <param name="rows">What may be seen; of each user in time order.</param>
    /// <param name="historyLength">First items n that are known of a user, as in the catalogue protocol.</param>
    /// <param name="penalty">lambda, above 0.</param>
    /// <param name="cancellation">Stops the fit.</param>
    public static ItemWeightScorer Ridge(
        FitRows rows, int historyLength, float penalty, CancellationToken cancellation = default)
    {
        const int RowsAtOnce = 64; // between two checks for cancellation
        ArgumentNullException.ThrowIfNull(rows);
        var (rated, items) = (rows.ByUser, rows.ItemCount);
        var p = Counts(items, rated.RowCount, user => (First(user), First(user)), cancellation);
        var later = Counts(
            items, rated.RowCount, user => (First(user), [.. rated.ColumnsOf(user)[First(user).Length..]]), cancellation);
        Invert(p, penalty, cancellation);
        var weights = new Tensor(new Shape(items, items));
        for (var row = 0; row < items; row += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, count) = (row * items, Math.Min(RowsAtOnce, items - row));
            MatMul.AB(p.Span[first..], later.Span, count, items, items, weights.Span[first..]);
        }

        return new ItemWeightScorer("ridge", weights);

        int[] First(int user) => [.. rated.ColumnsOf(user)[..Math.Min(historyLength, rated.ColumnsOf(user).Length)]];
    }

    /// <summary>AᵀB [items, items] for A and B with a row a user, given as the items that have a 1.</summary>
    private static Tensor Counts(int items, int users, Func<int, (int[] A, int[] B)> rowsOf, CancellationToken cancellation)
    {
        var counts = new Tensor(new Shape(items, items));
        for (var user = 0; user < users; user++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (a, b) = rowsOf(user);
            foreach (var item in a)
            {
                var row = counts.Row(item);
                foreach (var other in b)
                {
                    row[other]++;
                }
            }
        }

        return counts;
    }

    private static void Invert(Tensor gram, float penalty, CancellationToken cancellation)
    {
        for (var item = 0; item < gram.Shape.Rows; item++)
        {
            gram.Row(item)[item] += penalty;
        }

        SymmetricInverse.Invert(gram.Span, gram.Shape.Rows, cancellation);
    }
}

/// <summary>score(i) = sum over the state's items a of W[a, i].</summary>
/// <param name="name">The row's name in a table.</param> <param name="weights">W [items, items].</param>
internal sealed class ItemWeightScorer(string name, Tensor weights) : IScorer
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        scores.Clear();
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.Add(scores, weights.Row(item), scores);
            }
        }
    }
}
