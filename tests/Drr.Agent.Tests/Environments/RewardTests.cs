using Drr.Agent.Data;
using Drr.Agent.Environments;

namespace Drr.Agent.Tests.Environments;

public sealed class RewardTests
{
    [Theory]
    [InlineData(1, -1f)]
    [InlineData(2, -0.5f)]
    [InlineData(3, 0f)]
    [InlineData(4, 0.5f)]
    [InlineData(5, 1f)]
    public void Whole_stars_give_the_papers_rewards(float stars, float reward) =>
        Assert.Equal(reward, Reward.Of(stars, RatingScale.WholeStars));

    [Fact]
    public void Half_stars_span_the_same_interval()
    {
        Assert.Equal(-1, Reward.Of(0.5f, RatingScale.HalfStars));
        Assert.Equal(1, Reward.Of(5, RatingScale.HalfStars));
        Assert.Equal(1 / 9f, Reward.Of(3, RatingScale.HalfStars), 1e-6f);
    }

    [Fact]
    public void Rows_keep_their_order() =>
        Assert.Equal(
            [(7, 1), (2, -1), (5, 0)],
            Reward.Of([new(0, 7, 5, 1), new(0, 2, 1, 2), new(0, 5, 3, 3)], RatingScale.WholeStars));
}
