using Drr.Autodiff.Optimizers;
using Drr.Tensors;

namespace Drr.Autodiff.Tests.Optimizers;

public sealed class AdamTests
{
    [Fact]
    public void The_first_step_is_the_learning_rate_against_the_sign_of_the_gradient()
    {
        // Worked by hand: m / (1 - beta1) = g and sqrt(v / (1 - beta2)) = |g|, so a step is rate·g / (|g| + epsilon).
        var range = Range(1, 2, 3);
        new float[] { 0.5f, -4, 0 }.CopyTo(range.Gradients);
        var adam = new Adam(range, new AdamOptions(LearningRate: 0.1));
        adam.Step();
        Assert.Equal([0.9f, 2.1f, 3f], range.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.05f, -0.4f, 0f], adam.M.ToArray(), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal([0.00025f, 0.016f, 0f], adam.V.ToArray(), (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(1, adam.StepCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Many_steps_follow_the_algorithm_in_double_precision(double l2)
    {
        var options = new AdamOptions(LearningRate: 0.01, Beta1: 0.8, Beta2: 0.95, Epsilon: 1e-6, L2: l2);
        var range = Range(1.5f, -0.3f, 0.02f);
        var adam = new Adam(range, options);
        double[] x = [1.5f, -0.3f, 0.02f], m = new double[3], v = new double[3];
        var rng = new Rng(4);
        for (var step = 1; step <= 50; step++)
        {
            adam.LearningRate = options.LearningRate / step;
            for (var i = 0; i < 3; i++)
            {
                range.Gradients[i] = (float)rng.NextGaussian();
                var g = range.Gradients[i] + (l2 * x[i]);
                m[i] = (0.8 * m[i]) + (0.2 * g);
                v[i] = (0.95 * v[i]) + (0.05 * g * g);
                var (unbiasedM, unbiasedV) = (m[i] / (1 - Math.Pow(0.8, step)), v[i] / (1 - Math.Pow(0.95, step)));
                x[i] -= adam.LearningRate * unbiasedM / (Math.Sqrt(unbiasedV) + 1e-6);
            }

            adam.Step();
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(x[i], range.Values[i], 1e-6);
        }
    }

    [Fact]
    public void A_step_moves_its_range_only_and_keeps_the_gradients()
    {
        var set = new ParameterSet();
        var mine = set.Add("mine", new(2));
        set.Add("other", new(1));
        set.Gradients.Fill(1);
        new Adam(set.Range("mine"), new AdamOptions()).Step();
        Assert.NotEqual(0, mine.Value.Span[0]);
        Assert.Equal(0, set.Values[2]);
        Assert.Equal([1f, 1f, 1f], set.Gradients);
    }

    [Fact]
    public void A_restored_optimiser_goes_on_with_the_same_bits()
    {
        var (range, adam) = Started();
        var (resumedRange, _) = Started();
        var resumed = new Adam(resumedRange, new AdamOptions());
        resumed.Restore(adam.M, adam.V, adam.StepCount);
        for (var step = 0; step < 3; step++)
        {
            adam.Step();
            resumed.Step();
        }

        Assert.Equal(Values.Bits(range.Values), Values.Bits(resumedRange.Values));

        static (ParameterRange, Adam) Started()
        {
            var range = Range(1, 2, 3);
            range.Gradients.Fill(0.3f);
            var adam = new Adam(range, new AdamOptions());
            adam.Step();
            adam.Step();
            return (range, adam);
        }
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused()
    {
        var adam = new Adam(Range(1, 2), new AdamOptions());
        Assert.Throws<ArgumentException>(() => adam.Restore([1], [1, 2], 1));
        Assert.Throws<ArgumentException>(() => adam.Restore([1, 2], [1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.Restore([1, 2], [1, 2], -1));
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        AdamOptions[] impossible =
        [
            new(LearningRate: 0), new(LearningRate: double.NaN), new(Beta1: 1), new(Beta1: -0.1), new(Beta2: 1), new(Beta2: -0.1),
            new(Epsilon: 0), new(L2: -1),
        ];
        Assert.All(impossible, options => Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(Range(1), options)));
    }

    private static ParameterRange Range(params float[] values)
    {
        var set = new ParameterSet();
        values.CopyTo(set.Add("x", new(values.Length)).Value.Span);
        return set.Range("x");
    }
}
