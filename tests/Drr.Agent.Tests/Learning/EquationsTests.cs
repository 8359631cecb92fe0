using Drr.Agent.Learning;

namespace Drr.Agent.Tests.Learning;

public sealed class EquationsTests
{
    [Fact]
    public void Targets_are_reward_plus_discounted_next_value_and_the_reward_alone_at_an_end()
    {
        var targets = new float[3];
        // Going on after a reward of 0 is not an end, and an end is not a reward.
        Equations.TemporalDifferenceTargets([0.5f, 0, -0.5f], [0.5f, 0.5f, 0], [2, 4, 100], targets);
        Assert.Equal([1.5f, 2, -0.5f], targets);
    }

    [Fact]
    public void Errors_are_distances_from_the_target_not_the_target()
    {
        var errors = new float[2];
        Equations.AbsoluteErrors([3, -1], [1, 2], errors);
        Assert.Equal([2, 3], errors);
    }

    [Fact]
    public void Action_statistics_count_what_tanh_has_saturated()
    {
        Assert.Equal((0.5, 2.5, 2), Equations.ActionStatistics([1, -1, 0.25f, 0.25f], bound: 1));
        Assert.Equal((-3, 3, 1), Equations.ActionStatistics([-2, -1], bound: 2));
        Assert.Equal(2, Equations.Mean([1, 3]));
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Equations.TemporalDifferenceTargets([1, 2], [1, 2], [1], new float[2]));
        Assert.Throws<ArgumentException>(() => Equations.AbsoluteErrors([1, 2], [1, 2], new float[3]));
    }
}
