using Drr.Tensors.Kernels;

namespace Drr.Tensors.Tests.Kernels;

public sealed class RowsTests
{
    [Fact]
    public void Gathering_and_scattering_worked_by_hand()
    {
        float[] table = [1, 2, 3, 4, 5, 6], gathered = new float[8], counts = new float[6];
        Rows.Gather(table, 2, [2, -1, 0, 2], gathered);
        Assert.Equal([5, 6, 0, 0, 1, 2, 5, 6], gathered);
        Rows.ScatterAdd([1, 1, 9, 9, 2, 2, 3, 3], 2, [2, -1, 0, 2], counts);
        Assert.Equal([2, 2, 0, 0, 4, 4], counts);
    }

    [Fact]
    public void Columns_are_put_side_by_side_and_taken_apart()
    {
        float[] wide = new float[6], narrow = [100, 200];
        Rows.CopyColumns([1, 2], 2, 1, wide, 3, 0);
        Rows.CopyColumns([3, 4, 5, 6], 2, 2, wide, 3, 1);
        Assert.Equal([1, 3, 4, 2, 5, 6], wide);
        Rows.AddColumns(wide, 3, 2, 2, 1, narrow);
        Assert.Equal([104, 206], narrow);
    }

    [Fact]
    public void Slots_worked_by_hand()
    {
        float[] x = [1, 2, 3, 4, 5, 6], pooled = new float[2], products = new float[6]; // three slots of width 2
        Rows.GatherSum(x, [0, 1, 2, -1], [1, 10, 100, 1000], 2, 1, 4, 2, pooled);
        Assert.Equal([2 * 531, 2 * 642], pooled);
        Rows.PairwiseProducts(x, 1, 3, 2, products);
        Assert.Equal([3, 8, 5, 12, 15, 24], products); // slots 0·1, 0·2, 1·2
    }

    [Fact]
    public void A_row_outside_the_table_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rows.Gather(new float[4], 2, [2], new float[2]));
}
