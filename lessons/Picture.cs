using System.Text;
using static System.FormattableString;

namespace Drr.Lessons;

/// <summary>A drawing in its own coordinates, written as SVG that is light or dark as the reader's screen is.</summary>
/// <param name="title">What it shows, for those who cannot see it.</param>
/// <param name="left">Smallest x.</param> <param name="right">Largest x.</param>
/// <param name="bottom">Smallest y.</param> <param name="top">Largest y.</param>
internal sealed class Picture(string title, double left, double right, double bottom, double top)
{
    private const int Width = 640, Height = 400, Margin = 56;
    private readonly StringBuilder _body = new();

    /// <summary>A line through points; <paramref name="kind"/> is a colour: a, b, c or soft.</summary>
    public void Line(string kind, IEnumerable<(double X, double Y)> points)
    {
        var places = points.Select(point => Invariant($"{X(point.X):0.#},{Y(point.Y):0.#}"));
        Add($"<polyline class='line {kind}' points='{string.Join(' ', places)}'/>");
    }

    /// <summary>A dot, <paramref name="radius"/> pixels.</summary>
    public void Dot(string kind, double x, double y, double radius = 4) =>
        Add(Invariant($"<circle class='dot {kind}' cx='{X(x):0.#}' cy='{Y(y):0.#}' r='{radius:0.#}'/>"));

    /// <summary>A filled rectangle of some <paramref name="strength"/>, 0 to 1.</summary>
    public void Box(string kind, double x0, double x1, double y0, double y1, double strength) => Add(Invariant(
        $"<rect class='dot {kind}' x='{X(x0):0.#}' y='{Y(y1):0.#}' width='{X(x1) - X(x0):0.#}' height='{Y(y0) - Y(y1):0.#}' ")
        + Invariant($"opacity='{strength:0.##}'/>"));

    /// <summary>Text whose start, middle or end stands at a point.</summary>
    public void Text(double x, double y, string text, string anchor = "middle", string kind = "ink") =>
        Add(Invariant($"<text class='dot {kind}' x='{X(x):0.#}' y='{Y(y) + 5:0.#}' text-anchor='{anchor}'>{text}</text>"));

    /// <summary>Axes with labels at some places.</summary>
    public void Axes(
        string xName, string yName, IEnumerable<(double At, string Label)> xs, IEnumerable<(double At, string Label)> ys)
    {
        foreach (var (at, label) in xs)
        {
            Line("soft", [(at, bottom), (at, top)]);
            Add(Invariant($"<text class='dot ink' x='{X(at):0.#}' y='{Height - 36}' text-anchor='middle'>{label}</text>"));
        }

        foreach (var (at, label) in ys)
        {
            Line("soft", [(left, at), (right, at)]);
            Add(Invariant($"<text class='dot ink' x='{Margin - 8}' y='{Y(at) + 5:0.#}' text-anchor='end'>{label}</text>"));
        }

        Add($"<text class='dot ink' x='{Width / 2}' y='{Height - 12}' text-anchor='middle'>{xName}</text>");
        Add($"<text class='dot ink' x='{Margin}' y='{Margin - 20}' text-anchor='start'>{yName}</text>");
    }

    /// <summary>The file.</summary>
    public string ToSvg() => $$$"""
        <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {{{Width}}} {{{Height}}}' role='img' aria-label='{{{title}}}'>
        <style>
        text{font:14px sans-serif} .line{fill:none;stroke-width:2}
        .page{fill:#fff} .ink{fill:#222;stroke:#222} .soft{fill:#ddd;stroke:#ddd}
        .a{fill:#0b62c4;stroke:#0b62c4} .b{fill:#c2410c;stroke:#c2410c} .c{fill:#15803d;stroke:#15803d}
        @media (prefers-color-scheme:dark){
        .page{fill:#0d1117} .ink{fill:#e6e6e6;stroke:#e6e6e6} .soft{fill:#333;stroke:#333}
        .a{fill:#6cb2ff;stroke:#6cb2ff} .b{fill:#fb923c;stroke:#fb923c} .c{fill:#4ade80;stroke:#4ade80}}
        .line{fill:none} .soft.line{stroke-width:1} .dot{stroke:none}
        </style>
        <rect class='page' width='{{{Width}}}' height='{{{Height}}}'/>
        {{{_body}}}</svg>

        """.ReplaceLineEndings("\n");

    private void Add(string element) => _body.Append(element).Append('\n');

    private double X(double x) => Margin + ((x - left) / (right - left) * (Width - (2 * Margin)));

    private double Y(double y) => Height - Margin - ((y - bottom) / (top - bottom) * (Height - (2 * Margin)));
}
