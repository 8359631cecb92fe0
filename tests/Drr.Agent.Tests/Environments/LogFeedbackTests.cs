using Drr.Agent.Data;
using Drr.Agent.Environments;

namespace Drr.Agent.Tests.Environments;

public sealed class LogFeedbackTests
{
    private static readonly RatingDataset Dataset = SmallLog.Of(2, 4, (0, 0, 3), (0, 1, 5), (0, 2, 1), (1, 3, 4));

    [Fact]
    public void A_rating_of_three_is_an_answer_of_zero_and_not_a_missing_one()
    {
        var feedback = new LogFeedback(
            new RatingLookup(Dataset, Dataset.AllTrain(), RowRole.Train), Dataset.Scale, unratedReward: -0.5f);
        Assert.Equal([0f, 1f, -1f, -0.5f], Enumerable.Range(0, 4).Select(item => feedback.RewardOf(0, item)));
        Assert.Equal([-0.5f, -0.5f, -0.5f, 0.5f], Enumerable.Range(0, 4).Select(item => feedback.RewardOf(1, item)));
    }

    [Fact]
    public void Test_rows_never_answer_a_training_environment()
    {
        var lookup = new RatingLookup(Dataset, [RowRole.Train, RowRole.Test, RowRole.Validation, RowRole.State], RowRole.Train);
        var feedback = new LogFeedback(lookup, Dataset.Scale, unratedReward: -0.25f);
        Assert.Equal([0f, -0.25f, -0.25f, -0.25f], Enumerable.Range(0, 4).Select(item => feedback.RewardOf(0, item)));
        Assert.Equal(-0.25f, feedback.RewardOf(1, 3));
    }

    [Theory]
    [InlineData(-1.01f)]
    [InlineData(1.01f)]
    [InlineData(float.NaN)]
    public void A_reward_outside_the_range_is_refused(float reward) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new LogFeedback(new RatingLookup(Dataset, Dataset.AllTrain(), RowRole.Train), Dataset.Scale, reward));
}
