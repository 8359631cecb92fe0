using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Tests.Kernels.Simd;

public sealed class FusedTests
{
    [Fact]
    public void Software_gives_the_bits_of_the_instruction()
    {
        var rng = new Rng(1);
        for (var i = 0; i < 200_000; i++)
        {
            Check(Any(rng), Any(rng), Any(rng));
            // A sum that a double cannot hold and that lies next to half way between two floats.
            var (x, y) = (1 + (rng.NextInt(1 << 12) * MathF.ScaleB(1, -23)), 1 + (rng.NextInt(1 << 12) * MathF.ScaleB(1, -23)));
            Check(x, y, MathF.ScaleB(rng.NextSingle() - 0.5f, -rng.NextInt(60)));
        }
    }

    [Fact]
    public void Rounding_twice_would_go_wrong_here()
    {
        var x = 1 + MathF.ScaleB(1, -12); // x² = 1 + 2⁻¹¹ + 2⁻²⁴, half way between two floats
        var tiny = MathF.ScaleB(1, -80);
        Assert.NotEqual((float)(((double)x * x) + tiny), MathF.FusedMultiplyAdd(x, x, tiny));
        Check(x, x, tiny);
        Check(x, x, -tiny);
    }

    [Theory]
    [InlineData(float.NaN, 1, 1)]
    [InlineData(float.PositiveInfinity, 0, 1)]
    [InlineData(float.PositiveInfinity, 1, float.NegativeInfinity)]
    [InlineData(float.NegativeInfinity, 1, 1)]
    [InlineData(1, 1, float.PositiveInfinity)]
    [InlineData(float.MaxValue, 2, -float.MaxValue)]
    [InlineData(float.MaxValue, 2, 0)]
    [InlineData(float.Epsilon, 0.5f, 0)]
    [InlineData(float.Epsilon, 0.5f, float.Epsilon)]
    [InlineData(1, -0f, -0f)]
    [InlineData(1, 1, -1)]
    public void So_it_does_at_the_ends_of_the_numbers(float x, float y, float z) => Check(x, y, z);

    private static void Check(float x, float y, float z)
    {
        var expected = MathF.FusedMultiplyAdd(x, y, z);
        var actual = Fused.Software(Vector128.Create(x), Vector128.Create(y), Vector128.Create(z))[3];
        var same = float.IsNaN(expected)
            ? float.IsNaN(actual)
            : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual);
        Assert.True(same, $"{x:r}·{y:r} + {z:r} is {expected:r}, not {actual:r}.");
    }

    private static float Any(Rng rng) => MathF.ScaleB(rng.NextSingle() - 0.5f, rng.NextInt(120) - 60);
}
