namespace Drr.Tensors.Tests;

/// <summary>Beside the C library's functions, which are within a unit in the last place.</summary>
public sealed class ElementaryTests
{
    private const double Unit = 2.3e-16; // relative size of one unit in the last place, at most

    [Fact]
    public void The_logarithm_is_within_three_units_in_the_last_place()
    {
        foreach (var x in Positive())
        {
            Within(3, Math.Log(x), Elementary.Log(x), $"ln {x:r}");
        }
    }

    [Fact]
    public void The_exponential_is_within_three_units_in_the_last_place()
    {
        for (var x = -700.0; x < 709; x += 0.0371)
        {
            Within(3, Math.Exp(x), Elementary.Exp(x), $"exp {x:r}");
        }
    }

    [Fact]
    public void A_power_is_as_good_as_its_logarithm()
    {
        foreach (var x in Positive())
        {
            foreach (var y in new[] { -1, -0.5, 0.4, 0.6, 1, 2, 3.7 })
            {
                var allowed = 4 + Math.Abs(3 * y * Math.Log(x));
                Within(allowed, Math.Pow(x, y), Elementary.Pow(x, y), $"{x:r} to the power of {y:r}");
            }
        }

        for (var step = 1; step < 5_000_000; step += 1 + (step / 3))
        {
            Assert.Equal(Math.Pow(0.999, step), Elementary.Pow(0.999, step), 1e-12);
        }
    }

    [Fact]
    public void The_cosine_is_as_good_as_the_angle_that_the_library_is_given()
    {
        for (var turns = -2.0; turns < 2; turns += 0.000_371)
        {
            Assert.Equal(Math.Cos(2 * Math.PI * turns), Elementary.CosineOfTurns(turns), 1e-14);
        }
    }

    [Fact]
    public void The_ends_are_those_of_the_library()
    {
        foreach (var x in new[] { double.NaN, double.NegativeInfinity, -1, 0, double.PositiveInfinity })
        {
            Assert.Equal(Math.Log(x), Elementary.Log(x));
        }

        foreach (var x in new[] { double.NaN, double.NegativeInfinity, -1e300, -746, 0, 710, 1e300, double.PositiveInfinity })
        {
            Assert.Equal(Math.Exp(x), Elementary.Exp(x));
        }

        foreach (var (x, y) in new[] { (0, 0), (0, 0.5), (0, -0.5), (1, 1e300), (5, 0), (double.PositiveInfinity, 0.5) })
        {
            Assert.Equal(Math.Pow(x, y), Elementary.Pow(x, y));
        }
    }

    private static IEnumerable<double> Positive()
    {
        var rng = new Rng(1);
        for (var i = 0; i < 20_000; i++)
        {
            yield return Math.ScaleB(0.5 + rng.NextDouble(), i % 4 == 0 ? rng.NextInt(200) - 100 : 0);
        }
    }

    private static void Within(double units, double expected, double actual, string what) =>
        Assert.True(
            Math.Abs(actual - expected) <= units * Unit * Math.Abs(expected), $"{what} is {expected:r}, not {actual:r}.");
}
