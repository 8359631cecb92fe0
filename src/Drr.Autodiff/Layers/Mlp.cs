using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Autodiff.Layers;

/// <summary>Dense layers one after another, with one activation between them and another at the end.</summary>
public sealed class Mlp
{
    private readonly Linear[] _layers;
    private readonly Activation _hidden, _output;

    /// <summary>A network whose weights are drawn: hidden ones after He for ReLU and after Glorot otherwise, the
    /// last ones after Glorot.</summary>
    /// <param name="parameters">Receives <c>name/0/weight</c>, <c>name/0/bias</c>, <c>name/1/weight</c> and so on.</param>
    /// <param name="name">Path of the network.</param>
    /// <param name="sizes">Columns of the input, of each hidden layer, of the output: two numbers or more.</param>
    /// <param name="rng">Source of the weights.</param>
    /// <param name="hidden">Between layers.</param> <param name="output">After the last layer.</param>
    /// <param name="outputInitializer">How the last layer's weights are drawn instead.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes, or one is not positive.</exception>
    public Mlp(
        ParameterSet parameters, string name, ReadOnlySpan<int> sizes, Rng rng,
        Activation hidden = Activation.Relu, Activation output = Activation.None, Initializer? outputInitializer = null)
    {
        if (sizes.Length < 2)
        {
            throw new ArgumentException($"A network needs an input and an output size, got {sizes.Length} sizes.", nameof(sizes));
        }

        (_hidden, _output) = (hidden, output);
        _layers = new Linear[sizes.Length - 1];
        for (var i = 0; i < _layers.Length; i++)
        {
            Initializer ofHidden = hidden == Activation.Relu ? Initializers.HeUniform : Initializers.XavierUniform;
            var initializer = i < _layers.Length - 1 ? ofHidden : outputInitializer ?? Initializers.XavierUniform;
            _layers[i] = new Linear(parameters, $"{name}/{i}", sizes[i], sizes[i + 1], initializer, rng);
        }
    }

    /// <summary>The dense layers, from input to output.</summary>
    public IReadOnlyList<Linear> Layers => _layers;

    /// <summary>Records the network.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="inputs">One or more side by side, [rows, first size] together.</param>
    /// <param name="frozen">Treat all weights as constants: gradients pass through to the inputs, none
    /// are kept for the network.</param>
    /// <returns>[rows, last size]</returns>
    public Variable Forward(Tape tape, ReadOnlySpan<Variable> inputs, bool frozen = false)
    {
        var x = _layers[0].Forward(tape, inputs, _layers.Length == 1 ? _output : _hidden, frozen);
        for (var i = 1; i < _layers.Length; i++)
        {
            x = _layers[i].Forward(tape, [x], i < _layers.Length - 1 ? _hidden : _output, frozen);
        }

        return x;
    }
}
