using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>A node of the graph: a value, and where a loss depends on it in a way that someone asks about, its
/// gradient.</summary>
public class Variable
{
    /// <summary>A node over existing memory.</summary>
    /// <param name="value">The value; shared, not copied.</param>
    /// <param name="gradient">d loss / d value, of the same shape; <c>null</c> for a constant.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Variable(Tensor value, Tensor? gradient)
    {
        ArgumentNullException.ThrowIfNull(value);
        gradient?.Shape.MustBe(value.Shape, nameof(gradient));
        (Value, GradientOrNull) = (value, gradient);
    }

    /// <summary>The extents of value and gradient.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>The value; an op's result holds what the last <see cref="Tape.Forward"/> computed.</summary>
    public Tensor Value { get; private protected set; }

    /// <summary>Whether a gradient is kept. Ops skip the work for inputs that want none.</summary>
    public bool RequiresGradient => GradientOrNull is not null;

    /// <summary>d loss / d value; backward steps add to it.</summary>
    /// <exception cref="InvalidOperationException">This is a constant.</exception>
    public Tensor Gradient => GradientOrNull ?? throw new InvalidOperationException("A constant has no gradient.");

    /// <summary>The same node under another shape of the same length: value and gradient share this one's memory, so it costs
    /// nothing.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public virtual Variable Reshape(Shape shape) => new(Value.Reshape(shape), GradientOrNull?.Reshape(shape));

    private protected Tensor? GradientOrNull { get; set; }
}
