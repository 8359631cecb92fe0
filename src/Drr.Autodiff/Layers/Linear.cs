using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Autodiff.Layers;

/// <summary>A dense layer, y = f(x·W + b).</summary>
public sealed class Linear
{
    /// <summary>A layer whose weights are drawn and whose bias is zero.</summary>
    /// <param name="parameters">Receives <c>name/weight</c> and <c>name/bias</c>.</param>
    /// <param name="name">Path of the layer, such as <c>actor/1</c>.</param>
    /// <param name="inputs">Columns of x.</param> <param name="outputs">Columns of y.</param>
    /// <param name="initializer">How the weights are drawn.</param> <param name="rng">From where.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Linear(ParameterSet parameters, string name, int inputs, int outputs, Initializer initializer, Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        Weight = parameters.Add($"{name}/weight", new Shape(inputs, outputs));
        Bias = parameters.Add($"{name}/bias", new Shape(outputs));
        initializer(Weight.Value, rng);
    }

    /// <summary>W, [in, out].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out].</summary>
    public Parameter Bias { get; }

    /// <summary>Records y = f(x·W + b).</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="inputs">One or more that make up x side by side, [rows, in] together.</param>
    /// <param name="activation">f.</param>
    /// <param name="frozen">Treat W and b as constants: gradients pass through to x, none are kept for the layer.</param>
    /// <returns>[rows, out]</returns>
    public Variable Forward(
        Tape tape, ReadOnlySpan<Variable> inputs, Activation activation = Activation.None, bool frozen = false) =>
        frozen
            ? tape.Affine(inputs, Weight.Frozen, Bias.Frozen, activation)
            : tape.Affine(inputs, Weight, Bias, activation);
}
