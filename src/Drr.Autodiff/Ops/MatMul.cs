using Drr.Tensors;
using Drr.Tensors.Kernels;
using Kernel = Drr.Tensors.Kernels.MatMul;

namespace Drr.Autodiff.Ops;

/// <summary>The ops: each checks shapes, allocates its result and records a forward and a backward
/// step. One file a family.</summary>
/// <remarks>An input of more than two extents is seen as a matrix where an op says [rows, columns]. Wrong shapes throw
/// <see cref="ArgumentException"/> at recording. A backward step works only for the inputs that keep a gradient.</remarks>
public static partial class TapeOps
{
    /// <summary>y = x·W.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[rows, in]</param> <param name="weight">W, [in, out]</param>
    /// <returns>[rows, out]</returns>
    public static Variable MatMul(this Tape tape, Variable x, Variable weight)
    {
        weight.Shape.MustBe(new Shape(x.Shape.Columns, weight.Shape.Columns), nameof(weight));
        var y = tape.NewVariable(new Shape(x.Shape.Rows, weight.Shape.Columns), x, weight);
        Variable[] inputs = [x];
        tape.Add(y, forward: () => Product(inputs, weight, y), backward: () => ProductBackward(inputs, weight, y));
        return y;
    }

    /// <summary>y = f(x·W + b), the dense layer. Inputs that lie side by side are one x that is never put together: x·W is the
    /// sum of x_i·W_i, W_i being the rows of W that belong to x_i. An input that is a constant costs no gradient.</summary>
    /// <param name="tape">Where to record.</param> <param name="inputs">x_i, one or more, [rows, columns of its own]</param>
    /// <param name="weight">W, [sum of the columns, out]</param> <param name="bias">b, [out]</param>
    /// <param name="activation">f.</param>
    /// <returns>[rows, out]; after a backward pass its gradient is that of x·W + b.</returns>
    public static Variable Affine(
        this Tape tape, ReadOnlySpan<Variable> inputs, Variable weight, Variable bias, Activation activation = Activation.None)
    {
        var (parts, columns) = (inputs.ToArray(), 0);
        foreach (var x in parts)
        {
            new Shape(x.Shape.Rows, x.Shape.Columns).MustBe(new Shape(parts[0].Shape.Rows, x.Shape.Columns), nameof(inputs));
            columns += x.Shape.Columns;
        }

        weight.Shape.MustBe(new Shape(columns, weight.Shape.Columns), nameof(weight));
        bias.Shape.MustBe(new Shape(weight.Shape.Columns), nameof(bias));
        var y = tape.NewVariable(new Shape(parts[0].Shape.Rows, weight.Shape.Columns), [.. parts, weight, bias]);
        tape.Add(y,
            forward: () =>
            {
                Product(parts, weight, y, bias, relu: activation == Activation.Relu);
                if (activation == Activation.Tanh)
                {
                    Tensors.Kernels.Activations.Tanh(y.Value.Span, y.Value.Span);
                }
            },
            backward: () =>
            {
                ActivateBackward(activation, y);
                ProductBackward(parts, weight, y);
                if (bias.RequiresGradient)
                {
                    var db = bias.GradientToWrite(out var accumulate);
                    Reductions.SumOverRows(y.Gradient.Span, y.Shape.Rows, y.Shape.Columns, db.Span, accumulate);
                }
            },
            attributes: [(nameof(activation), activation)]);
        return y;
    }

    /// <summary>y = Σ x_i·W_i, or f(Σ x_i·W_i + b).</summary>
    private static void Product(Variable[] inputs, Variable weight, Variable y, Variable? bias = null, bool relu = false)
    {
        var (rows, outputs, start) = (y.Shape[0], y.Shape[1], 0); // start: of W_i
        for (var i = 0; i < inputs.Length; i++)
        {
            var x = inputs[i];
            var columns = x.Shape.Columns;
            var w = weight.Value.Span[(start * outputs)..];
            if (bias is not null && i == inputs.Length - 1)
            {
                Kernel.Affine(x.Value.Span, w, bias.Value.Span, rows, columns, outputs, y.Value.Span, start > 0, relu);
            }
            else
            {
                Kernel.AB(x.Value.Span, w, rows, columns, outputs, y.Value.Span, start > 0);
            }

            start += columns;
        }
    }

    private static void ProductBackward(Variable[] inputs, Variable weight, Variable y)
    {
        var (rows, outputs, start) = (y.Shape[0], y.Shape[1], 0);
        var (addWeights, dw) = (false, default(Tensor));
        if (weight.RequiresGradient)
        {
            dw = weight.GradientToWrite(out addWeights);
        }

        foreach (var x in inputs)
        {
            var columns = x.Shape.Columns;
            if (dw is not null)
            {
                Kernel.AtB(
                    x.Value.Span, y.Gradient.Span, columns, rows, outputs, dw.Span[(start * outputs)..], addWeights); // x_iᵀ·dy
            }

            if (x.RequiresGradient)
            {
                var dx = x.GradientToWrite(out var add).Span;
                Kernel.ABt(y.Gradient.Span, weight.Value.Span[(start * outputs)..], rows, outputs, columns, dx, add); // dy·W_iᵀ
            }

            start += columns;
        }
    }

    /// <summary>Turns y's gradient into that of what went into the activation.</summary>
    private static void ActivateBackward(Activation activation, Variable y)
    {
        var gradient = y.Gradient.Span;
        switch (activation)
        {
            case Activation.Relu:
                Tensors.Kernels.Activations.ReluBackward(y.Value.Span, gradient, gradient, accumulate: false);
                break;
            case Activation.Tanh:
                Tensors.Kernels.Activations.TanhBackward(y.Value.Span, gradient, gradient, accumulate: false);
                break;
        }
    }
}
