using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Environments;

public sealed class SimulatorFeedbackTests
{
    private static readonly RatingDataset Dataset = SmallLog.Of(1, 3, (0, 0, 2));

    // Predictions 3 + 1·bias: 4.4, 2.75 and, clipped, 5.
    private static readonly PmfModel Model = new(
        new Tensor(new Shape(1, 2), [0, 1]),
        [0],
        new Tensor(new Shape(3, 2), [0, 1.4f, 0, -0.25f, 0, 7]),
        mean: 3, Dataset.Scale, penalty: 0);

    [Theory]
    [InlineData(true, -0.5f, 0f, 1f)]
    [InlineData(false, -0.5f, -0.125f, 1f)]
    public void The_log_answers_first_and_predictions_fill_the_rest(bool round, float rated, float predicted, float clipped)
    {
        var feedback = New(Dataset.AllTrain(), round);
        Assert.Equal([rated, predicted, clipped], Enumerable.Range(0, 3).Select(item => feedback.RewardOf(0, item)));
    }

    [Fact]
    public void A_row_that_may_not_answer_is_predicted()
    {
        var feedback = New([RowRole.Test], round: true);
        Assert.Equal(0.5f, feedback.RewardOf(0, 0));
    }

    [Fact]
    public void An_answer_allocates_nothing()
    {
        var feedback = New(Dataset.AllTrain(), round: true);
        feedback.RewardOf(0, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        feedback.RewardOf(0, 0);
        feedback.RewardOf(0, 1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static SimulatorFeedback New(RowRole[] roles, bool round) =>
        new(new RatingLookup(Dataset, roles, RowRole.Train), Model, Dataset.Scale, round);
}
