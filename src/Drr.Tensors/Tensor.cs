namespace Drr.Tensors;

/// <summary>Single-precision numbers in row-major order: a shape over a slice of an array, owned or shared.</summary>
/// <remarks>A view (<see cref="Slice"/>, <see cref="Reshape"/>, the tensors of a parameter set) shares
/// memory with its source.</remarks>
public sealed class Tensor
{
    private readonly float[] _buffer;
    private readonly int _start;

    /// <summary>A new tensor of zeros.</summary>
    public Tensor(Shape shape) : this(shape, new float[shape.Length], 0) { }

    /// <summary>A tensor over <paramref name="values"/>, which it shares and does not copy.</summary>
    /// <exception cref="ArgumentException">The shape and the number of values differ.</exception>
    public Tensor(Shape shape, float[] values) : this(shape, values, 0)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"{shape} needs {shape.Length} values, got {values.Length}.", nameof(values));
        }
    }

    /// <summary>A view of <c>shape.Length</c> elements of <paramref name="buffer"/> from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view would leave the buffer.</exception>
    public Tensor(Shape shape, float[] buffer, int start)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, buffer.Length - shape.Length);
        (Shape, _buffer, _start) = (shape, buffer, start);
    }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>All elements, row-major.</summary>
    public Span<float> Span => _buffer.AsSpan(_start, Shape.Length);

    /// <summary>One row of the tensor seen as a matrix [<see cref="Shape.Rows"/>, <see cref="Shape.Columns"/>].</summary>
    public Span<float> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Shape.Rows);
        return _buffer.AsSpan(_start + (row * Shape.Columns), Shape.Columns);
    }

    /// <summary>The same elements under another shape of the same length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public Tensor Reshape(Shape shape) => shape.Length == Shape.Length
        ? new Tensor(shape, _buffer, _start)
        : throw new ArgumentException(
            $"{Shape} cannot be seen as {shape}: {Shape.Length} elements against {shape.Length}.", nameof(shape));

    /// <summary>A view of <c>shape.Length</c> elements from element <paramref name="start"/> on.</summary>
    public Tensor Slice(int start, Shape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Shape.Length - shape.Length);
        return new Tensor(shape, _buffer, _start + start);
    }

    /// <summary>A copy with memory of its own.</summary>
    public Tensor Clone() => new(Shape, Span.ToArray());
}
