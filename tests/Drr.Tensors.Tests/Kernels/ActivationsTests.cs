using Drr.TestKit;
using Drr.Tensors.Kernels;

namespace Drr.Tensors.Tests.Kernels;

public sealed class ActivationsTests
{
    [Fact]
    public void Tanh_is_accurate_over_its_whole_range()
    {
        float[] x =
        [
            .. Enumerable.Range(-4000, 8001).Select(i => i * 0.005f),
            1e-20f, -1e-6f, 1e-3f, 100, -1e30f, float.PositiveInfinity, float.NegativeInfinity,
        ];
        var y = new float[x.Length];
        Activations.Tanh(x, y);
        Close.Assert([.. x.Select(v => (float)Math.Tanh(v))], y, relative: 4e-7);
        Assert.All(y, v => Assert.InRange(v, -1, 1));
        Activations.Tanh([float.NaN], y);
        Assert.True(float.IsNaN(y[0]));
    }

    [Fact]
    public void Relu_has_no_gradient_at_zero_and_below()
    {
        float[] y = [0, 1, -0f], dx = [10, 10, 10];
        Activations.ReluBackward(y, [5, 5, 5], dx);
        Assert.Equal([10, 15, 10], dx);
    }

    [Fact]
    public void Softmax_worked_by_hand()
    {
        var y = new float[4];
        Activations.SoftmaxRows([0, MathF.Log(3), 1000, 1000], 2, 2, y);
        Close.Assert([0.25f, 0.75f, 0.5f, 0.5f], y, relative: 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(100)]
    public void Masked_entries_get_no_probability_and_no_gradient(int columns)
    {
        float[] x = [.. Draw.Gaussian(new Rng(1), columns)], y = new float[columns], dx = new float[columns];
        x[columns / 2] = float.NegativeInfinity;
        Activations.SoftmaxRows(x, 1, columns, y);
        Activations.SoftmaxRowsBackward(y, Draw.Gaussian(new Rng(2), columns), 1, columns, dx);
        Assert.Equal(0, y[columns / 2]);
        Assert.Equal(0, dx[columns / 2]);
        Assert.Equal(1, y.Sum(), 1e-6f);
    }

    [Fact]
    public void A_row_that_is_masked_everywhere_is_refused()
    {
        float[] x = [1, 2, float.NegativeInfinity, float.NegativeInfinity], y = new float[4];
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => Activations.SoftmaxRows(x, 2, 2, y)).Message);
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => Reference.Activations.SoftmaxRows(x, 2, 2, y)).Message);
    }
}
