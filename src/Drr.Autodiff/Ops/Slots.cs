using Drr.Tensors;
using Kernel = Drr.Tensors.Kernels.Rows;

namespace Drr.Autodiff.Ops;

// Ops on histories, [batch, n, width]: n slots, each a vector such as an item's embedding.
public static partial class TapeOps
{
    /// <summary>y[b] = factor·Σ over slots a of w[a]·(row indices[b, a] of the table): weighted pooling of a history. What
    /// <see cref="Gather"/> would give is never written out.</summary>
    /// <param name="tape">Where to record.</param> <param name="table">[rows, width]; a constant.</param>
    /// <param name="indices">[batch·n], each -1, which counts as zeros, or a row of the table; stays the caller's, who fills it
    /// anew before each <see cref="Tape.Forward"/>.</param>
    /// <param name="weights">[n], one for a place in the history, or [batch, n], one for each slot (gathered by
    /// item id, or attention).</param>
    /// <param name="batch">Histories.</param>
    /// <param name="factor">Such as 1 / n for a mean; fixed when recorded.</param>
    /// <returns>[batch, width]</returns>
    public static Variable GatherSum(
        this Tape tape, Variable table, int[] indices, Variable weights, int batch, float factor = 1)
    {
        MustBeConstant(table, table.Shape, nameof(table));
        var (n, width) = (indices.Length / batch, table.Shape.Columns);
        new Shape(indices.Length).MustBe(new Shape(batch * n), nameof(indices));
        weights.Shape.MustBe(weights.Shape.Rank == 1 ? new Shape(n) : new Shape(batch, n), nameof(weights));
        var y = tape.NewVariable(new Shape(batch, width), table, weights);
        tape.Add(y,
            forward: () =>
            {
                MustBeRows(indices, table);
                Kernel.GatherSum(table.Value.Span, indices, weights.Value.Span, factor, batch, n, width, y.Value.Span);
            },
            backward: () => Kernel.GatherSumBackwardWeights(
                table.Value.Span, indices, y.Gradient.Span, factor, batch, n, width, weights.Gradient.Span),
            attributes: [(nameof(indices), indices), (nameof(factor), factor)]);
        return y;
    }

    /// <summary>y[b, a] = w[a]·x[b, a]: every slot of a history scaled by its weight.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[batch, n, width]</param>
    /// <param name="weights">[n], one for a place in the history, or [batch, n], one for each slot.</param>
    /// <returns>[batch, n, width]</returns>
    public static Variable ScaleSlots(this Tape tape, Variable x, Variable weights)
    {
        var (batch, n, width) = SlotSizes(x, weights);
        var y = tape.NewVariable(x.Shape, x, weights);
        // With weights for every history, all slots of the batch are handled as the slots of one long history.
        var (histories, slots) = weights.Shape.Rank == 1 ? (batch, n) : (1, batch * n);
        tape.Add(y,
            forward: () => Kernel.ScaleSlots(x.Value.Span, weights.Value.Span, histories, slots, width, y.Value.Span),
            backward: () =>
            {
                if (x.RequiresGradient)
                {
                    Kernel.ScaleSlotsBackwardX(weights.Value.Span, y.Gradient.Span, histories, slots, width, x.Gradient.Span);
                }

                if (weights.RequiresGradient)
                {
                    Kernel.ScaleSlotsBackwardWeights(
                        x.Value.Span, y.Gradient.Span, histories, slots, width, weights.Gradient.Span);
                }
            });
        return y;
    }

    /// <summary>y[b, (a, a')] = x[b, a]·x[b, a'], element-wise, for every pair of slots a &lt; a' in
    /// lexicographic order.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[batch, n, width]; n is 2 or more.</param>
    /// <returns>[batch, n(n - 1)/2, width]</returns>
    public static Variable PairwiseProducts(this Tape tape, Variable x)
    {
        x.Shape.MustBe(new Shape(x.Shape[0], Math.Max(2, x.Shape[1]), x.Shape.Columns), nameof(x));
        var (batch, n, width) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        var y = tape.NewVariable(new Shape(batch, n * (n - 1) / 2, width), x);
        tape.Add(y,
            forward: () => Kernel.PairwiseProducts(x.Value.Span, batch, n, width, y.Value.Span),
            backward: () => Kernel.PairwiseProductsBackward(x.Value.Span, y.Gradient.Span, batch, n, width, x.Gradient.Span));
        return y;
    }

    private static (int Batch, int N, int Width) SlotSizes(Variable x, Variable weights)
    {
        var (batch, n, width) = (x.Shape[0], x.Shape[1], x.Shape.Columns);
        x.Shape.MustBe(new Shape(batch, n, width), nameof(x));
        weights.Shape.MustBe(weights.Shape.Rank == 1 ? new Shape(n) : new Shape(batch, n), nameof(weights));
        return (batch, n, width);
    }
}
