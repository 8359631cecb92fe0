namespace Drr.Tensors;

/// <summary>The extents of a row-major tensor, one to four of them; the last one is contiguous.</summary>
/// <remarks>A value type so that comparing shapes on a hot path allocates nothing.</remarks>
public readonly record struct Shape
{
    private readonly int _d0, _d1, _d2, _d3;

    /// <summary>A vector of <paramref name="length"/> elements.</summary>
    public Shape(int length) : this(1, length, 1, 1, 1) { }

    /// <summary>A matrix, [rows, columns].</summary>
    public Shape(int rows, int columns) : this(2, rows, columns, 1, 1) { }

    /// <summary>A stack of matrices, [d0, d1, d2].</summary>
    public Shape(int d0, int d1, int d2) : this(3, d0, d1, d2, 1) { }

    /// <summary>Four extents, [d0, d1, d2, d3].</summary>
    public Shape(int d0, int d1, int d2, int d3) : this(4, d0, d1, d2, d3) { }

    private Shape(int rank, int d0, int d1, int d2, int d3)
    {
        if (d0 < 0 || d1 < 0 || d2 < 0 || d3 < 0)
        {
            throw new ArgumentException($"Extents must not be negative, got [{d0}, {d1}, {d2}, {d3}].");
        }

        (Rank, _d0, _d1, _d2, _d3) = (rank, d0, d1, d2, d3);
        Length = checked(d0 * d1 * d2 * d3);
    }

    /// <summary>Number of extents, 1 to 4 (0 for <c>default</c>).</summary>
    public int Rank { get; }

    /// <summary>Number of elements: the product of the extents.</summary>
    public int Length { get; }

    /// <summary>The extent of <paramref name="axis"/>; negative axes count from the end, so <c>shape[-1]</c>
    /// is the contiguous one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The axis is not one of this shape's.</exception>
    public int this[int axis] => (axis < 0 ? axis + Rank : axis) switch
    {
        0 when Rank > 0 => _d0,
        1 when Rank > 1 => _d1,
        2 when Rank > 2 => _d2,
        3 when Rank > 3 => _d3,
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{this} has {Rank} axes."),
    };

    /// <summary>Rows when seen as a matrix: the product of all extents but the last.</summary>
    public int Rows => Rank == 0 || Columns == 0 ? 0 : Length / Columns;

    /// <summary>Columns when seen as a matrix: the last extent.</summary>
    public int Columns => Rank == 0 ? 0 : this[-1];

    /// <summary>The extents as <c>[2, 3]</c>.</summary>
    public override string ToString() => Rank switch
    {
        0 => "[]",
        1 => $"[{_d0}]",
        2 => $"[{_d0}, {_d1}]",
        3 => $"[{_d0}, {_d1}, {_d2}]",
        _ => $"[{_d0}, {_d1}, {_d2}, {_d3}]",
    };

    /// <summary>Throws unless this shape equals <paramref name="expected"/>.</summary>
    /// <param name="expected">The shape that the caller needs.</param>
    /// <param name="name">What has the shape, for the message.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void MustBe(Shape expected, string name)
    {
        if (this != expected)
        {
            throw new ArgumentException($"{name} has shape {this}, needed {expected}.", name);
        }
    }
}
