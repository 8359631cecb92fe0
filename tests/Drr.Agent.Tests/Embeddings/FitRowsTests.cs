using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Tests.Environments;

namespace Drr.Agent.Tests.Embeddings;

public sealed class FitRowsTests
{
    private static readonly RatingDataset Dataset = SmallLog.Of(3, 4, (0, 0, 5), (0, 1, 4), (2, 2, 3), (2, 0, 2), (2, 3, 1));

    [Fact]
    public void Rows_go_where_their_roles_say_and_test_rows_nowhere()
    {
        var rows = new FitRows(Dataset, [RowRole.Train, RowRole.Test, RowRole.State, RowRole.Validation, RowRole.Train]);
        Assert.Equal([0, 3], rows.Training.ToArray().Select(r => r.Item));
        Assert.Equal([0], rows.Validation.ToArray().Select(r => r.Item));
        Assert.Equal([3], rows.TrainingOf(2).ToArray().Select(r => r.Item));
        Assert.Equal([2], rows.StateOf(2).ToArray().Select(r => r.Item));
        Assert.True(rows.TrainingOf(1).IsEmpty && rows.StateOf(1).IsEmpty && rows.StateOf(0).IsEmpty);
        Assert.Equal([true, false, false, true], Enumerable.Range(0, 4).Select(rows.IsFitted));
    }

    [Fact]
    public void A_fit_needs_training_rows_and_a_role_for_each()
    {
        Assert.Throws<ArgumentException>(() => new FitRows(Dataset, new RowRole[4]));
        Assert.Throws<ArgumentException>(() => new FitRows(Dataset, [.. Enumerable.Repeat(RowRole.Test, 5)]));
    }
}
