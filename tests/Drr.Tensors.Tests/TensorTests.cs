namespace Drr.Tensors.Tests;

public sealed class TensorTests
{
    private readonly Tensor _tensor = new(new Shape(2, 3), [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Views_share_memory_and_clones_do_not()
    {
        var (view, clone) = (_tensor.Slice(2, new Shape(2, 2)), _tensor.Clone());
        _tensor.Span[3] = 40;
        _tensor.Reshape(new Shape(6)).Span[4] = 50;
        Assert.Equal([3, 40, 50, 6], view.Span.ToArray());
        Assert.Equal([4, 5, 6], clone.Row(1).ToArray());
    }

    [Fact]
    public void Whatever_would_leave_the_tensor_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _tensor.Row(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => _tensor.Row(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => _tensor.Slice(5, new Shape(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _tensor.Slice(-1, new Shape(2)));
        Assert.Throws<ArgumentException>(() => _tensor.Reshape(new Shape(5)));
        Assert.Throws<ArgumentException>(() => new Tensor(new Shape(2), new float[3]));
    }
}
