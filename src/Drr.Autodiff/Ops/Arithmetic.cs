using Kernel = Drr.Tensors.Kernels.Arithmetic;

namespace Drr.Autodiff.Ops;

public static partial class TapeOps
{
    /// <summary>z = x + y, element-wise; both of one shape.</summary>
    public static Variable Add(this Tape tape, Variable x, Variable y)
    {
        y.Shape.MustBe(x.Shape, nameof(y));
        var z = tape.NewVariable(x.Shape, x, y);
        tape.Add(z,
            forward: () => Kernel.Add(x.Value.Span, y.Value.Span, z.Value.Span),
            backward: () =>
            {
                AddScaledGradient(z, 1, x);
                AddScaledGradient(z, 1, y);
            });
        return z;
    }

    /// <summary>z = x·y, element-wise; both of one shape.</summary>
    public static Variable Multiply(this Tape tape, Variable x, Variable y)
    {
        y.Shape.MustBe(x.Shape, nameof(y));
        var z = tape.NewVariable(x.Shape, x, y);
        tape.Add(z,
            forward: () => Kernel.Multiply(x.Value.Span, y.Value.Span, z.Value.Span),
            backward: () =>
            {
                if (x.RequiresGradient)
                {
                    Kernel.AddProduct(z.Gradient.Span, y.Value.Span, x.Gradient.Span);
                }

                if (y.RequiresGradient)
                {
                    Kernel.AddProduct(z.Gradient.Span, x.Value.Span, y.Gradient.Span);
                }
            });
        return z;
    }

    /// <summary>y = factor·x; any shape. The factor is fixed when recorded.</summary>
    public static Variable Scale(this Tape tape, Variable x, float factor)
    {
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () => Kernel.Scale(x.Value.Span, factor, y.Value.Span),
            backward: () => AddScaledGradient(y, factor, x),
            attributes: [(nameof(factor), factor)]);
        return y;
    }

    /// <summary>z = min(x, y), element-wise; both of one shape.</summary>
    /// <remarks>The gradient goes to the smaller input, and to x where they are equal.</remarks>
    public static Variable Minimum(this Tape tape, Variable x, Variable y)
    {
        y.Shape.MustBe(x.Shape, nameof(y));
        var z = tape.NewVariable(x.Shape, x, y);
        tape.Add(z,
            forward: () =>
            {
                var (from, other, to) = (x.Value, y.Value, z.Value);
                for (var i = 0; i < to.Span.Length; i++)
                {
                    to.Span[i] = Math.Min(from.Span[i], other.Span[i]);
                }
            },
            backward: () =>
            {
                for (var i = 0; i < z.Shape.Length; i++)
                {
                    var smaller = x.Value.Span[i] <= y.Value.Span[i] ? x : y;
                    if (smaller.RequiresGradient)
                    {
                        smaller.Gradient.Span[i] += z.Gradient.Span[i];
                    }
                }
            });
        return z;
    }

    private static void AddScaledGradient(Variable from, float factor, Variable to)
    {
        if (to.RequiresGradient)
        {
            Kernel.AddScaled(from.Gradient.Span, factor, to.Gradient.Span);
        }
    }
}
