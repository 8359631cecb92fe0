using Drr.Tensors.Kernels;
using Drr.TestKit;

namespace Drr.Tensors.Tests.Kernels;

public sealed class UpdatesTests
{
    [Fact]
    public void The_first_step_of_Adam_moves_by_the_learning_rate_against_the_gradient()
    {
        // m = 0.1 g and v = 0.001 g² become g and g² by bias correction: the step is rate·g/(|g| + epsilon).
        float[] values = [1, 1], m = new float[2], v = new float[2];
        Updates.AdamStep([4, -0.5f], 0.01, 0.9, 0.999, 0, 1, 0, m, v, values);
        Assert.Equal(0.99f, values[0], 1e-6f);
        Assert.Equal(1.01f, values[1], 1e-6f);
        Assert.Equal(0.4f, m[0], 1e-6f);
        Assert.Equal(0.016f, v[0], 1e-7f);
    }

    [Fact]
    public void Epsilon_stands_outside_the_root_and_the_penalty_pulls_towards_zero()
    {
        // g = 0 + 0.5·2 = 1, so the step is 0.3·1/(1 + 2) = 0.1.
        float[] values = [2], m = new float[1], v = new float[1];
        Updates.AdamStep([0], 0.3, 0.9, 0.999, 2, 1, 0.5, m, v, values);
        Assert.Equal(1.9f, values[0], 1e-6f);
    }

    [Fact]
    public void A_step_gives_the_bits_of_a_sum_of_squares_that_is_a_pass_of_its_own()
    {
        var rng = new Rng(1);
        for (var length = 0; length < 100; length++)
        {
            var gradients = Draw.Gaussian(rng, length);
            float[] m = new float[length], v = new float[length], values = new float[length];
            Assert.Equal(
                Reductions.SumOfSquares(gradients), Updates.AdamStep(gradients, 0.01, 0.9, 0.999, 1e-8, 1, 0.1, m, v, values));
        }
    }

    [Fact]
    public void A_soft_update_of_equal_values_changes_no_bit()
    {
        float[] values = [.. Enumerable.Range(1, 100).Select(i => 1f / i)], target = [.. values];
        Updates.SoftUpdate(values, 0.001f, target);
        Assert.Equal(values, target);
    }
}
