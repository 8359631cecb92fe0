namespace Drr.Tensors.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Extents_can_be_counted_from_both_ends()
    {
        var shape = new Shape(2, 3, 4);
        Assert.Equal((3, 24, 6, 4), (shape.Rank, shape.Length, shape.Rows, shape.Columns));
        Assert.Equal((2, 4, 4, 2), (shape[0], shape[2], shape[-1], shape[-3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[-4]);
    }

    [Fact]
    public void Shapes_are_equal_if_rank_and_extents_are()
    {
        Assert.Equal(new Shape(2, 3), new Shape(2, 3));
        Assert.NotEqual(new Shape(3), new Shape(3, 1));
        Assert.NotEqual(new Shape(2, 3), new Shape(3, 2));
    }

    [Fact]
    public void Impossible_extents_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Shape(2, -1));
        Assert.Throws<OverflowException>(() => new Shape(65536, 65536));
    }

    [Fact]
    public void A_mismatch_names_both_shapes()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Shape(2, 3).MustBe(new Shape(3, 2), "weight"));
        Assert.Contains("weight has shape [2, 3], needed [3, 2]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_tensor_has_no_rows() => Assert.Equal((0, 0), (new Shape(3, 0).Rows, default(Shape).Rows));
}
