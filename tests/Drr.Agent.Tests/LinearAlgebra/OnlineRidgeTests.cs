using Drr.Agent.LinearAlgebra;
using Drr.Tensors;

namespace Drr.Agent.Tests.LinearAlgebra;

public sealed class OnlineRidgeTests
{
    /// <summary>A plain twin solves anew from all examples, in double precision.</summary>
    [Theory]
    [InlineData(1, 3, 0.5f)]
    [InlineData(4, 40, 1f)]
    [InlineData(30, 20, 10f)]
    [InlineData(12, 5_000, 3f)]
    public void Weights_and_inverse_are_those_of_a_solution_from_all_examples(int width, int examples, float penalty)
    {
        var rng = new Rng((ulong)width);
        float[][] x = [.. Enumerable.Range(0, examples).Select(_ => Vector())];
        float[] y = [.. Vector(examples)], prior = Vector(), probe = Vector();
        var online = new OnlineRidge(width, penalty);
        online.Observe(probe, 7); // forgotten
        online.Reset(prior);
        for (var i = 0; i < examples; i++)
        {
            var before = online.Weights.ToArray();
            var (error, scale) = online.Observe(x[i], y[i]);
            Assert.Equal(y[i] - before.Zip(x[i], (w, v) => (double)w * v).Sum(), error, 1e-3);
            Assert.InRange(scale, 0, 1);
        }

        var plain = new PlainRidge(penalty, [.. prior.Select(w => (double)w)]);
        for (var i = 0; i < examples; i++)
        {
            plain.Add([.. x[i].Select(v => (double)v)], y[i]);
        }

        var expected = plain.Weights();
        Assert.All(Enumerable.Range(0, width), i => Assert.Equal(expected[i], online.Weights[i], 1e-3));
        Assert.Equal(plain.Variance([.. probe.Select(v => (double)v)]), online.Variance(probe), 1e-3);

        float[] Vector(int? length = null) =>
            [.. Enumerable.Range(0, length ?? width).Select(_ => (float)rng.NextGaussian())];
    }

    [Fact]
    public void Without_examples_it_is_the_prior_and_knows_nothing()
    {
        var ridge = new OnlineRidge(2, 4);
        ridge.Reset([1, -2]);
        Assert.Equal([1f, -2], ridge.Weights);
        Assert.Equal((9 + 1) / 4f, ridge.Variance([3, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnlineRidge(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnlineRidge(0, 1));
    }
}
