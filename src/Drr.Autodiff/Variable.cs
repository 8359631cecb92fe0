using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>A node of the graph: a value, and unless it is a constant, the gradient of a loss by it.</summary>
public class Variable
{
    private bool _forgotten; // whether the gradient counts as zero, whatever its memory holds

    /// <summary>A node over existing memory.</summary>
    /// <param name="value">The value; shared, not copied.</param>
    /// <param name="gradient">d loss / d value, of the same shape; <c>null</c> for a constant.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Variable(Tensor value, Tensor? gradient)
    {
        ArgumentNullException.ThrowIfNull(value);
        gradient?.Shape.MustBe(value.Shape, nameof(gradient));
        (Value, GradientOrNull, Node) = (value, gradient, this);
    }

    private Variable(Variable node, Shape shape) =>
        (Value, GradientOrNull, Node) = (node.Value.Reshape(shape), node.GradientOrNull?.Reshape(shape), node.Node);

    /// <summary>This variable, or the one that it is a reshaped view of.</summary>
    public Variable Node { get; }

    /// <summary>Whether the caller fills the value before each <see cref="Tape.Forward"/>; see
    /// <see cref="Tape.Input"/>.</summary>
    public bool IsInput { get; internal init; }

    /// <summary>The extents of value and gradient.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>The value; an op's result holds what the last <see cref="Tape.Forward"/> computed.</summary>
    public Tensor Value { get; private protected set; }

    /// <summary>Whether a gradient is kept. Ops skip the work for inputs without one.</summary>
    public bool RequiresGradient => GradientOrNull is not null;

    /// <summary>d loss / d value; backward steps add to it.</summary>
    /// <exception cref="InvalidOperationException">This is a constant.</exception>
    public Tensor Gradient
    {
        get
        {
            var gradient = GradientToWrite(out var accumulate);
            if (!accumulate)
            {
                gradient.Span.Clear();
            }

            return gradient;
        }
    }

    /// <summary>The same node under another shape of the same length: value and gradient share this one's memory,
    /// so it costs nothing.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public virtual Variable Reshape(Shape shape) => new(this, shape);

    private protected Tensor? GradientOrNull { get; set; }

    /// <summary>What an op computed it from.</summary>
    internal Variable[] Inputs { get; init; } = [];

    /// <summary>Makes the gradient count as zero without clearing its memory: the first backward step that
    /// writes it overwrites it.</summary>
    internal void ForgetGradient() => Node._forgotten = true;

    /// <summary>The gradient for a backward step that overwrites all of it unless it must
    /// <paramref name="accumulate"/>.</summary>
    internal Tensor GradientToWrite(out bool accumulate)
    {
        var gradient = GradientOrNull ?? throw new InvalidOperationException("A constant has no gradient.");
        (accumulate, Node._forgotten) = (!Node._forgotten, false);
        return gradient;
    }
}
