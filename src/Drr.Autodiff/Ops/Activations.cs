using Kernel = Drr.Tensors.Kernels.Activations;

namespace Drr.Autodiff.Ops;

public static partial class TapeOps
{
    /// <summary>y = max(x, 0), element-wise; any shape. The derivative at 0 is taken as 0.</summary>
    public static Variable Relu(this Tape tape, Variable x)
    {
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () => Kernel.Relu(x.Value.Span, y.Value.Span),
            backward: () => Kernel.ReluBackward(y.Value.Span, y.Gradient.Span, x.Gradient.Span));
        return y;
    }

    /// <summary>y = tanh(x), element-wise; any shape.</summary>
    public static Variable Tanh(this Tape tape, Variable x)
    {
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () => Kernel.Tanh(x.Value.Span, y.Value.Span),
            backward: () => Kernel.TanhBackward(y.Value.Span, y.Gradient.Span, x.Gradient.Span));
        return y;
    }

    /// <summary>Each row of y is exp(x) over its sum. An entry of -infinity is masked: its probability is 0.</summary>
    /// <param name="tape">Where to record.</param> <param name="x">[rows, columns]; not a row of nothing but -infinity.</param>
    /// <returns>The shape of x.</returns>
    public static Variable SoftmaxRows(this Tape tape, Variable x)
    {
        var (rows, columns) = (x.Shape.Rows, x.Shape.Columns);
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () => Kernel.SoftmaxRows(x.Value.Span, rows, columns, y.Value.Span),
            backward: () => Kernel.SoftmaxRowsBackward(y.Value.Span, y.Gradient.Span, rows, columns, x.Gradient.Span));
        return y;
    }
}

/// <summary>What follows a dense layer.</summary>
public enum Activation
{
    /// <summary>Nothing: the layer's output as it is.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh(x), in (-1, 1).</summary>
    Tanh,
}
