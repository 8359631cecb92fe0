using FsCheck.Xunit;

namespace Drr.Tensors.Tests;

public sealed class RngTests
{
    [Fact]
    public void The_numbers_are_those_of_the_published_generators()
    {
        // From the authors' C programs: xoshiro256** from the state 1, 2, 3, 4; SplitMix64 from 1234567.
        var rng = new Rng(new RngState(1, 2, 3, 4));
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        Assert.Equal(expected, expected.Select(_ => rng.NextUInt64()));
        Assert.Equal(
            new RngState(6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431),
            new Rng(1234567).State);
    }

    [Property]
    public void A_saved_state_continues_the_sequence(ulong seed)
    {
        var rng = new Rng(seed);
        rng.NextGaussian();
        var resumed = new Rng(rng.State);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(rng.NextUInt64(), resumed.NextUInt64());
            Assert.Equal(rng.NextInt(1000), resumed.NextInt(1000));
            Assert.Equal(rng.NextGaussian(), resumed.NextGaussian());
        }
    }

    [Fact]
    public void A_state_of_zeros_is_refused() => Assert.Throws<ArgumentException>(() => new Rng(default(RngState)));

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Integers_are_uniform(int bound)
    {
        // Chi-square with bound - 1 degrees of freedom: mean bound - 1, variance 2 (bound - 1); six deviations are no chance.
        const int Draws = 200_000;
        var rng = new Rng(3);
        var counts = new double[bound];
        for (var i = 0; i < Draws; i++)
        {
            counts[rng.NextInt(bound)]++;
        }

        var mean = (double)Draws / bound;
        Assert.InRange(counts.Sum(c => (c - mean) * (c - mean) / mean), 0, bound - 1 + (6 * Math.Sqrt(2 * (bound - 1))));
    }

    [Fact]
    public void A_bound_that_is_no_power_of_two_has_no_bias()
    {
        // Taking remainders of 32 bits, one number in four would be drawn twice as often as the others at this bound.
        const int Bound = 1_610_612_736, Draws = 100_000; // 3·2^29
        var rng = new Rng(4);
        var low = Enumerable.Range(0, Draws).Count(_ => rng.NextInt(Bound) < Bound / 3);
        Assert.InRange(low, (Draws / 3) - 900, (Draws / 3) + 900); // six deviations of 149
    }

    [Fact]
    public void Bounds_that_are_not_positive_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rng(1).NextInt(0));
        Assert.Equal(0, new Rng(1).NextInt(1));
    }

    [Fact]
    public void Fractions_are_uniform_in_the_unit_interval()
    {
        const int Draws = 200_000;
        var rng = new Rng(5);
        double sum = 0, squares = 0;
        for (var i = 0; i < Draws; i++)
        {
            var x = i % 2 == 0 ? rng.NextDouble() : rng.NextSingle();
            Assert.True(x is >= 0 and < 1);
            sum += x;
            squares += x * x;
        }

        Assert.InRange(sum / Draws, 0.5 - 0.004, 0.5 + 0.004); // six deviations of sqrt(1/12)/sqrt(draws)
        Assert.InRange(squares / Draws, (1.0 / 3) - 0.004, (1.0 / 3) + 0.004); // and of sqrt(4/45)/sqrt(draws)
    }

    [Fact]
    public void Gaussians_have_the_moments_of_the_normal_distribution()
    {
        const int Draws = 200_000;
        var rng = new Rng(6);
        var values = Enumerable.Range(0, Draws).Select(_ => rng.NextGaussian()).ToArray();
        Assert.InRange(values.Average(), -0.0135, 0.0135); // six deviations of 1/sqrt(draws)
        Assert.InRange(values.Average(x => x * x), 1 - 0.019, 1 + 0.019); // of sqrt(2/draws)
        Assert.InRange(values.Average(x => x * x * x * x), 3 - 0.132, 3 + 0.132); // of sqrt(96/draws)
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_equally_likely()
    {
        const int Draws = 60_000;
        var rng = new Rng(7);
        var counts = new Dictionary<(int, int, int), int>();
        for (var i = 0; i < Draws; i++)
        {
            int[] values = [0, 1, 2];
            rng.Shuffle<int>(values);
            var order = (values[0], values[1], values[2]);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 10_000 - 550, 10_000 + 550)); // six deviations of 91
    }

    [Property]
    public void A_shuffle_loses_nothing(int[] values, ulong seed)
    {
        int[] shuffled = [.. values];
        new Rng(seed).Shuffle<int>(shuffled);
        Assert.Equal(values.Order(), shuffled.Order());
    }

    [Fact]
    public void Forks_leave_their_source_unmoved_and_go_ways_of_their_own()
    {
        var rng = new Rng(8);
        var before = rng.State;
        var (replay, again, noise) = (rng.Fork("replay"), rng.Fork("replay"), rng.Fork("noise"));
        Assert.Equal(before, rng.State);
        Assert.Equal(replay.State, again.State);
        Rng[] ways = [rng, replay, noise, new Rng(9).Fork("replay")];
        ulong[] all = [.. ways.SelectMany(way => Enumerable.Range(0, 100).Select(_ => way.NextUInt64()))];
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
