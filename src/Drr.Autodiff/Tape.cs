using System.Runtime.CompilerServices;
using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>A recorded computation. Ops (extension methods in <c>Ops/</c>) allocate their result once and add a forward and a
/// backward step; afterwards <see cref="Forward"/> and <see cref="Backward(Variable)"/> replay the steps on whatever the inputs
/// hold, and allocate nothing.</summary>
/// <example>A line through points, fitted by gradient descent:
/// <code>
/// var parameters = new ParameterSet();
/// var layer = new Linear(parameters, "line", inputs: 1, outputs: 1, Initializers.XavierUniform, new Rng(1));
/// var (x, y) = (Tape.Input(new Shape(32, 1)), Tape.Input(new Shape(32, 1)));
/// var (tape, equal) = (new Tape(), Tape.Constant(ones)); // weights of the points: a tensor of 32 x 1 ones
/// var loss = tape.WeightedSquaredError(layer.Forward(tape, [x]), y, equal); // recorded, not yet computed
/// var adam = new Adam(parameters.Range("line"), new AdamOptions(LearningRate: 0.01));
/// for (var step = 0; step &lt; 1000; step++)
/// {
///     Fill(x.Value, y.Value); // the next 32 points
///     parameters.ZeroGradients();
///     tape.Forward();
///     tape.Backward(loss);
///     adam.Step();
/// }
/// </code></example>
/// <remarks>Recording does not compute: call <see cref="Forward"/> before reading a value. Backward steps run last to first, each
/// adding to its inputs' gradients (reverse mode: Griewank and Walther 2008, chapter 3). All of them run, so give every loss that
/// is stepped on its own a tape of its own. For one thread at a time.</remarks>
public sealed class Tape
{
    private readonly List<Action> _forward = [];
    private readonly List<Action> _backward = [];
    private readonly List<Variable> _nodes = []; // those that keep a gradient
    private readonly List<Op> _ops = [];

    /// <summary>The ops in the order in which they were recorded.</summary>
    public IReadOnlyList<Op> Ops => _ops;

    /// <summary>A constant input to be filled before each <see cref="Forward"/>.</summary>
    public static Variable Input(Shape shape) => new(new Tensor(shape), null) { IsInput = true };

    /// <summary>A constant over existing memory, such as a table of embeddings; shared, not copied.</summary>
    public static Variable Constant(Tensor value) => new(value, null);

    /// <summary>A node for an op's result; it keeps a gradient if one of <paramref name="inputs"/> does.</summary>
    /// <param name="shape">Its extents.</param> <param name="inputs">All that the op reads, constants included.</param>
    public Variable NewVariable(Shape shape, params ReadOnlySpan<Variable> inputs)
    {
        var requiresGradient = false;
        foreach (var input in inputs)
        {
            requiresGradient |= input.RequiresGradient;
        }

        var node = new Variable(new Tensor(shape), requiresGradient ? new Tensor(shape) : null) { Inputs = inputs.ToArray() };
        if (requiresGradient)
        {
            _nodes.Add(node);
        }

        return node;
    }

    /// <summary>Adds an op.</summary>
    /// <param name="result">What the op computes.</param>
    /// <param name="forward">Overwrites the result's value from the inputs' values.</param>
    /// <param name="backward">Adds to the gradients of those inputs that keep one, from the result's gradient; never called if
    /// the result keeps none.</param>
    /// <param name="attributes">Other arguments of the op, by name.</param>
    /// <param name="name">The op's name; by default that of the calling method.</param>
    public void Add(
        Variable result, Action forward, Action backward, ReadOnlySpan<(string Name, object Value)> attributes = default,
        [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(result);
        _ops.Add(new Op(name, result, result.Inputs, attributes.ToArray().ToDictionary(a => a.Name, a => a.Value)));
        _forward.Add(forward);
        if (result.RequiresGradient)
        {
            _backward.Add(backward);
        }
    }

    /// <summary>Adds a step without a result of its own, such as choosing the indices that a later <c>Gather</c> reads.</summary>
    /// <param name="forward">Runs in its place among the ops; gradients do not pass through what it computes, and
    /// <see cref="Ops"/> does not list it.</param>
    public void Add(Action forward) => _forward.Add(forward);

    /// <summary>Computes every result from the inputs as they stand.</summary>
    public void Forward()
    {
        foreach (var step in _forward)
        {
            step();
        }
    }

    /// <summary>Adds d <paramref name="loss"/> / d p to the gradient of every parameter p that the loss depends on.</summary>
    /// <param name="loss">A scalar, shape [1], computed by the last <see cref="Forward"/>.</param>
    /// <exception cref="ArgumentException">The loss is not a scalar.</exception>
    /// <exception cref="InvalidOperationException">The loss depends on nothing that keeps a gradient, or
    /// is not of this tape.</exception>
    public void Backward(Variable loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        loss.Shape.MustBe(new Shape(1), nameof(loss));
        Backward(loss, [1]);
    }

    /// <summary>The same from a result whose gradient comes from outside the tape.</summary>
    /// <param name="result">Any shape; computed by the last <see cref="Forward"/>.</param>
    /// <param name="gradient">d loss / d result, as many values as the result has.</param>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    /// <exception cref="InvalidOperationException">The result depends on nothing that keeps a gradient, or
    /// is not of this tape.</exception>
    public void Backward(Variable result, ReadOnlySpan<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.RequiresGradient)
        {
            throw new InvalidOperationException("The loss depends on constants only; nothing keeps a gradient.");
        }

        if (gradient.Length != result.Shape.Length)
        {
            throw new ArgumentException(
                $"The result {result.Shape} needs {result.Shape.Length} gradients, got {gradient.Length}.", nameof(gradient));
        }

        var ofThisTape = false;
        foreach (var node in _nodes)
        {
            ofThisTape |= result.Node == node;
            node.ForgetGradient();
        }

        if (!ofThisTape)
        {
            throw new InvalidOperationException("The loss was not recorded on this tape.");
        }

        gradient.CopyTo(result.GradientToWrite(out _).Span);
        for (var i = _backward.Count - 1; i >= 0; i--)
        {
            _backward[i]();
        }
    }
}

/// <summary>An op as it was recorded, for code that reads the graph, such as an exporter.</summary>
/// <param name="Name">Of the method that recorded it, such as <c>Tanh</c>.</param>
/// <param name="Result">What it computes.</param>
/// <param name="Inputs">The variables that it reads, in the order of its arguments.</param>
/// <param name="Attributes">Its other arguments, by name.</param>
public sealed record Op(
    string Name, Variable Result, IReadOnlyList<Variable> Inputs, IReadOnlyDictionary<string, object> Attributes);
