using Drr.Autodiff.Layers;
using Drr.Tensors;

namespace Drr.Autodiff.Tests.Layers;

public sealed class InitializersTests
{
    public static TheoryData<string, double> Limits => new()
    {
        { "xavier", Math.Sqrt(6.0 / (40 + 60)) },
        { "he", Math.Sqrt(6.0 / 40) },
        { "uniform", 3e-3 },
    };

    [Theory, MemberData(nameof(Limits))]
    public void Values_fill_their_limits_evenly(string name, double limit)
    {
        var weight = new Tensor(new(40, 60));
        Of(name)(weight, new Rng(7));
        var values = weight.Span.ToArray();
        Assert.All(values, value => Assert.InRange(value, -limit, limit));
        Assert.InRange(values.Max(), 0.99 * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.99 * limit);
        // Over 2,400 uniform values the mean has a standard error of limit/85, the mean square one of limit²/164: five of each.
        Assert.InRange(values.Average(), -limit / 17, limit / 17);
        Assert.Equal(limit * limit / 3, values.Average(value => (double)value * value), limit * limit / 33);
    }

    [Theory, MemberData(nameof(Limits))]
    public void The_same_seed_gives_the_same_bits(string name, double limit)
    {
        Tensor first = new(new(5, 4)), second = new(new(5, 4)), other = new(new(5, 4));
        Of(name)(first, new Rng(7));
        Of(name)(second, new Rng(7));
        Of(name)(other, new Rng(8));
        Assert.Equal(first.Bits(), second.Bits());
        Assert.NotEqual(first.Bits(), other.Bits());
        Assert.True(limit > 0);
    }

    [Fact]
    public void A_negative_limit_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Initializers.Uniform(-1));

    private static Initializer Of(string name) => name switch
    {
        "xavier" => Initializers.XavierUniform,
        "he" => Initializers.HeUniform,
        _ => Initializers.Uniform(3e-3),
    };
}
