using Drr.Tensors;
using Drr.Tensors.Kernels;
using Kernel = Drr.Tensors.Kernels.MatMul;

namespace Drr.Autodiff.Ops;

/// <summary>The ops: each checks shapes, allocates its result and records a forward and a backward step. One file a
/// family.</summary>
/// <remarks>An input of more than two extents is seen as a matrix where an op says [rows, columns]. Wrong shapes throw
/// <see cref="ArgumentException"/> at recording. A backward step works only for the inputs that keep a gradient.</remarks>
public static partial class TapeOps
{
    /// <summary>y = x·W.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[rows, in]</param> <param name="weight">W, [in, out]</param>
    /// <returns>[rows, out]</returns>
    public static Variable MatMul(this Tape tape, Variable x, Variable weight)
    {
        var y = NewProduct(tape, x, weight, weight);
        tape.Add(y,
            forward: () => Product(x, weight, y, accumulate: false),
            backward: () => ProductBackward(x, weight, y));
        return y;
    }

    /// <summary>y = x·W + b, the dense layer: the bias is laid down first and the product added to it.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[rows, in]</param> <param name="weight">W, [in, out]</param>
    /// <param name="bias">b, [out]</param>
    /// <returns>[rows, out]</returns>
    public static Variable Affine(this Tape tape, Variable x, Variable weight, Variable bias)
    {
        bias.Shape.MustBe(new Shape(weight.Shape.Columns), nameof(bias));
        var y = NewProduct(tape, x, weight, bias);
        tape.Add(y,
            forward: () =>
            {
                for (var row = 0; row < y.Shape.Rows; row++)
                {
                    bias.Value.Span.CopyTo(y.Value.Row(row));
                }

                Product(x, weight, y, accumulate: true);
            },
            backward: () =>
            {
                ProductBackward(x, weight, y);
                if (bias.RequiresGradient)
                {
                    Reductions.SumOverRows(y.Gradient.Span, y.Shape.Rows, y.Shape.Columns, bias.Gradient.Span, accumulate: true);
                }
            });
        return y;
    }

    private static Variable NewProduct(Tape tape, Variable x, Variable weight, Variable bias)
    {
        weight.Shape.MustBe(new Shape(x.Shape.Columns, weight.Shape.Columns), nameof(weight));
        return tape.NewVariable(new Shape(x.Shape.Rows, weight.Shape.Columns), x, weight, bias);
    }

    private static void Product(Variable x, Variable weight, Variable y, bool accumulate) =>
        Kernel.AB(x.Value.Span, weight.Value.Span, y.Shape[0], x.Shape.Columns, y.Shape[1], y.Value.Span, accumulate);

    private static void ProductBackward(Variable x, Variable weight, Variable y)
    {
        var (rows, inputs, outputs) = (y.Shape[0], x.Shape.Columns, y.Shape[1]);
        if (weight.RequiresGradient)
        {
            Kernel.AtB(x.Value.Span, y.Gradient.Span, inputs, rows, outputs, weight.Gradient.Span, true); // dW += xᵀ·dy
        }

        if (x.RequiresGradient)
        {
            Kernel.ABt(y.Gradient.Span, weight.Value.Span, rows, outputs, inputs, x.Gradient.Span, true); // dx += dy·Wᵀ
        }
    }
}
