using Drr.Agent.Policies;
using Drr.Tensors;

namespace Drr.Agent.Tests.Policies;

public sealed class ExplorationTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(25, 0.775)]
    [InlineData(100, 0.1)]
    [InlineData(5_000, 0.1)]
    public void Epsilon_falls_on_a_line_and_then_stays(long step, double epsilon) =>
        Assert.Equal(
            epsilon,
            new Exploration(new PolicyOptions { EpsilonStart = 1, EpsilonEnd = 0.1, EpsilonSteps = 100 }, new Rng(1))
                .Epsilon(step),
            1e-12);

    [Fact]
    public void A_schedule_of_no_steps_is_at_its_end() => Assert.Equal(0.3, new LinearSchedule(1, 0.3, 0).At(0));

    [Fact]
    public void Random_items_are_shown_with_probability_epsilon()
    {
        var exploration = new Exploration(new PolicyOptions { EpsilonStart = 0.3, EpsilonEnd = 0.3 }, new Rng(2));
        var shown = Enumerable.Range(0, 20_000).Count(step => exploration.ShowsRandomItem(step));
        Assert.InRange(shown, 6_000 - 260, 6_000 + 260); // four standard deviations
    }

    [Fact]
    public void Random_items_are_uniform_over_what_may_be_shown()
    {
        var exploration = new Exploration(new PolicyOptions(), new Rng(3));
        bool[] unavailable = [true, false, false, true, false, true, false];
        var counts = new int[7];
        for (var draw = 0; draw < 40_000; draw++)
        {
            counts[exploration.RandomItem(unavailable)]++;
        }

        for (var item = 0; item < 7; item++)
        {
            const int FourDeviations = 350;
            Assert.InRange(
                counts[item], unavailable[item] ? 0 : 10_000 - FourDeviations, unavailable[item] ? 0 : 10_000 + FourDeviations);
        }
    }

    [Fact]
    public void No_item_to_draw_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => new Exploration(new PolicyOptions(), new Rng(1)).RandomItem([true, true]));

    [Fact]
    public void Noise_has_the_given_standard_deviation_around_the_action()
    {
        var action = new float[20_000];
        Array.Fill(action, 3);
        new Exploration(new PolicyOptions { Noise = 0.5f }, new Rng(4)).AddNoise(action);
        Assert.Equal(3, action.Average(), 0.015f);
        Assert.Equal(0.25, action.Average(a => (a - 3.0) * (a - 3)), 0.01);
    }

    [Fact]
    public void Without_noise_the_action_keeps_its_bits()
    {
        float[] action = [0.1f, -2];
        new Exploration(new PolicyOptions { Noise = 0 }, new Rng(5)).AddNoise(action);
        Assert.Equal([0.1f, -2], action);
    }
}
