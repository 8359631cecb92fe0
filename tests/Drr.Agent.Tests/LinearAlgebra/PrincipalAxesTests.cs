using Drr.Agent.LinearAlgebra;
using Drr.Tensors;

namespace Drr.Agent.Tests.LinearAlgebra;

public sealed class PrincipalAxesTests
{
    [Fact]
    public void The_axes_are_those_along_which_known_directions_differ()
    {
        // Unit vectors around (0, 0, 1) that swing widely along the first coordinate and little along the second
        var (vectors, used) = (new Tensor(new Shape(400, 3)), new bool[400]);
        var rng = new Rng(3);
        for (var row = 0; row < 400; row++)
        {
            float[] vector = [(float)(0.5 * rng.NextGaussian()), (float)(0.1 * rng.NextGaussian()), 3];
            vector.CopyTo(vectors.Row(row));
            used[row] = true;
        }

        var axes = new PrincipalAxes(vectors, used, 3);
        var (right, up) = (axes.Place([1, 0, 6]), axes.Place([0, 1, 6]));
        Assert.True(right[0] > 0.15 && Math.Abs(right[1]) < 0.02, $"{right[0]} {right[1]}");
        Assert.True(up[1] > 0.15 && Math.Abs(up[0]) < 0.02, $"{up[0]} {up[1]}");
        Assert.True(axes.Shares[0] > 20 * axes.Shares[1] * 0.9 && axes.Shares[1] > axes.Shares[2]);
        Assert.Equal(1, axes.Shares.Sum(), 1e-6);
    }

    [Fact]
    public void Lengths_do_not_count_distances_are_kept_and_unused_rows_are_not_looked_at()
    {
        var (vectors, rng) = (new Tensor(new Shape(60, 5)), new Rng(4));
        foreach (ref var value in vectors.Span)
        {
            value = (float)rng.NextGaussian();
        }

        bool[] used = [.. Enumerable.Range(0, 60).Select(row => row % 3 > 0)];
        var axes = new PrincipalAxes(vectors, used, 5);
        float[] a = [1, 2, -1, 0, 3], b = [-2, 1, 0, 1, 1];
        Assert.Equal(axes.Place(a), axes.Place([.. a.Select(value => 4 * value)]));
        var (unitA, unitB) = (PrincipalAxes.Unit(a), PrincipalAxes.Unit(b));
        Assert.Equal(Distance(unitA, unitB), Distance(axes.Place(a), axes.Place(b)), 1e-5);

        for (var row = 0; row < 60; row += 3)
        {
            vectors.Row(row).Fill(float.NaN);
        }

        Assert.Equal(axes.Place(a), new PrincipalAxes(vectors, used, 5).Place(a));
        Assert.All(PrincipalAxes.Unit(new float[3]), value => Assert.Equal(0, value));
    }

    private static double Distance(float[] x, float[] y) =>
        Math.Sqrt(x.Zip(y).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
}
