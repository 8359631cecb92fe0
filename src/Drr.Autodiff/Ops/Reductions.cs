using Drr.Tensors;
using Drr.Tensors.Kernels;
using Kernel = Drr.Tensors.Kernels.Reductions;

namespace Drr.Autodiff.Ops;

public static partial class TapeOps
{
    /// <summary>y = the mean of every element; any shape but an empty one to [1].</summary>
    public static Variable Mean(this Tape tape, Variable x)
    {
        ArgumentOutOfRangeException.ThrowIfZero(x.Shape.Length, nameof(x));
        var (y, share) = (tape.NewVariable(new Shape(1), x), 1f / x.Shape.Length);
        tape.Add(y,
            forward: () => y.Value.Span[0] = share * Kernel.Sum(x.Value.Span),
            backward: () =>
            {
                var gradient = share * y.Gradient.Span[0];
                foreach (ref var dx in x.Gradient.Span)
                {
                    dx += gradient;
                }
            });
        return y;
    }

    /// <summary>z[b, i] = Σ x[b, i]·y[b]: every one of n vectors against the vector of its batch entry, such as candidate
    /// items against an action.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="x">[batch, n, width], or [batch, width] for one vector each.</param>
    /// <param name="y">[batch, width]</param>
    /// <returns>[batch, n], or [batch].</returns>
    public static Variable RowDot(this Tape tape, Variable x, Variable y)
    {
        var (batch, n, width) = (x.Shape[0], x.Shape.Rank == 2 ? 1 : x.Shape[1], x.Shape.Columns);
        x.Shape.MustBe(x.Shape.Rank == 2 ? new Shape(batch, width) : new Shape(batch, n, width), nameof(x));
        y.Shape.MustBe(new Shape(batch, width), nameof(y));
        var z = tape.NewVariable(x.Shape.Rank == 2 ? new Shape(batch) : new Shape(batch, n), x, y);
        tape.Add(z,
            forward: () =>
            {
                for (var row = 0; row < z.Shape.Length; row++)
                {
                    z.Value.Span[row] = Kernel.Dot(x.Value.Row(row), y.Value.Row(row / n));
                }
            },
            backward: () =>
            {
                for (var row = 0; row < z.Shape.Length; row++)
                {
                    if (x.RequiresGradient)
                    {
                        Arithmetic.AddScaled(y.Value.Row(row / n), z.Gradient.Span[row], x.Gradient.Row(row));
                    }

                    if (y.RequiresGradient)
                    {
                        Arithmetic.AddScaled(x.Value.Row(row), z.Gradient.Span[row], y.Gradient.Row(row / n));
                    }
                }
            });
        return z;
    }
}
