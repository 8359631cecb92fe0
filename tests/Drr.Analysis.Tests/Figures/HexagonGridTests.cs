using Drr.Analysis.Figures;
using Drr.Tensors;
using ScottPlot;

namespace Drr.Analysis.Tests.Figures;

public sealed class HexagonGridTests
{
    [Fact]
    public void Every_point_is_counted_in_the_hexagon_that_holds_it()
    {
        var rng = new Rng(5);
        for (var n = 0; n < 500; n++)
        {
            var (x, y) = ((4 * rng.NextDouble()) - 1, (4 * rng.NextDouble()) - 1);
            var grid = new HexagonGrid(left: 0.1, bottom: -0.2, width: 0.3, side: 0.07);
            grid.Add(x, y);
            var (center, count) = Assert.Single(grid.Cells);
            Assert.Equal(1, count);
            Assert.True(Holds(grid.Corners(center), x, y), $"({x}, {y}) lies outside the hexagon around {center}");
        }
    }

    [Fact]
    public void Points_of_one_hexagon_are_counted_together()
    {
        var grid = new HexagonGrid(0, 0, 1, 0.3);
        grid.Add(0.1, 0.1);
        grid.Add(-0.1, 0);
        grid.Add(1, 0);
        Assert.Equal([2, 1], grid.Cells.Select(cell => cell.Count));
    }

    /// <summary>Whether a point is on the same side of all edges.</summary>
    private static bool Holds(Coordinates[] corners, double x, double y) => Enumerable.Range(0, corners.Length)
        .Select(i => (From: corners[i], To: corners[(i + 1) % corners.Length]))
        .All(edge => ((edge.To.X - edge.From.X) * (y - edge.From.Y)) - ((edge.To.Y - edge.From.Y) * (x - edge.From.X)) <= 1e-12);
}
