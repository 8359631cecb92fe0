using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>Points counted in regular hexagons, which tile the plane with less bias of direction than squares.</summary>
/// <param name="left">Where the grid begins.</param> <param name="bottom">Where the grid begins.</param>
/// <param name="width">Of a hexagon, flat to flat, in units of x.</param>
/// <param name="side">A quarter of its height, in units of y.</param>
internal sealed class HexagonGrid(double left, double bottom, double width, double side)
{
    private readonly Dictionary<(int Column, int Row), int> _counts = [];

    /// <summary>Centre and count of each hexagon that holds a point.</summary>
    internal IEnumerable<(Coordinates Center, int Count)> Cells =>
        _counts.OrderBy(cell => cell.Key).Select(cell => (CenterOf(cell.Key.Column, cell.Key.Row), cell.Value));

    internal void Add(double x, double y)
    {
        var cell = Nearest(x, y);
        _counts[cell] = _counts.GetValueOrDefault(cell) + 1;
    }

    /// <summary>The six corners around a centre.</summary>
    internal Coordinates[] Corners(Coordinates center)
    {
        (double X, double Y)[] corners = [(0, 2), (0.5, 1), (0.5, -1), (0, -2), (-0.5, -1), (-0.5, 1)];
        return [.. corners.Select(c => new Coordinates(center.X + (c.X * width), center.Y + (c.Y * side)))];
    }

    // Rows are three sides apart, every other one half a width to the right; the nearest centre lies in one of two rows.
    private (int Column, int Row) Nearest(double x, double y)
    {
        var below = (int)Math.Floor((y - bottom) / (3 * side));
        return Enumerable.Range(below, 2)
            .Select(row => (Column: (int)Math.Round(((x - left) / width) - (row % 2 * 0.5)), Row: row))
            .MinBy(cell => Distance(CenterOf(cell.Column, cell.Row)));

        double Distance(Coordinates c) => // in a plane where the hexagon is regular: height 4 sides = width · 2 / sqrt(3)
            Math.Pow((c.X - x) / width, 2) + Math.Pow((c.Y - y) / (4 * side) * (2 / Math.Sqrt(3)), 2);
    }

    private Coordinates CenterOf(int column, int row) =>
        new(left + ((column + (row % 2 * 0.5)) * width), bottom + (row * 3 * side));
}
