using Drr.Autodiff.Optimizers;

namespace Drr.Autodiff.Tests.Optimizers;

public sealed class GradientClippingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4.9)]
    public void A_long_gradient_is_scaled_to_the_norm_over_all_parameters_together(double maxNorm)
    {
        var range = Gradients(3, 0, 4);
        Assert.Equal(5, GradientClipping.ByGlobalNorm(range, maxNorm), 1e-6);
        Assert.Equal(0.6 * maxNorm, range.Gradients[0], 1e-6);
        Assert.Equal(0.8 * maxNorm, range.Gradients[2], 1e-6);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(double.PositiveInfinity)]
    public void A_gradient_within_the_norm_keeps_its_bits(double maxNorm)
    {
        var range = Gradients(3, 0, 4);
        Assert.Equal(5, GradientClipping.ByGlobalNorm(range, maxNorm));
        Assert.Equal([3f, 0f, 4f], range.Gradients);
    }

    [Fact]
    public void A_gradient_of_zeros_stays_one()
    {
        var range = Gradients(0, 0);
        Assert.Equal(0, GradientClipping.ByGlobalNorm(range, 1));
        Assert.Equal([0f, 0f], range.Gradients);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_norm_that_is_not_finite_is_named_and_the_gradients_are_left(float wild)
    {
        var range = Gradients(1, wild);
        var fault = Assert.Throws<InvalidOperationException>(() => GradientClipping.ByGlobalNorm(range, 1));
        Assert.Contains("norm is " + (float.IsNaN(wild) ? "NaN" : "Infinity"), fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, range.Gradients[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_bound_that_is_not_positive_is_refused(double maxNorm) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByGlobalNorm(Gradients(1), maxNorm));

    private static ParameterRange Gradients(params float[] gradients)
    {
        var set = new ParameterSet();
        set.Add("x", new(gradients.Length));
        gradients.CopyTo(set.Gradients);
        return set.Range("x");
    }
}
