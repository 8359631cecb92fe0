using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace Drr.Analysis.Figures;

/// <summary>A picture with its title in it, and a caption to be put below it. The same figure gives the same bytes every
/// time.</summary>
public sealed class Figure
{
    private const int TitleHeight = 64, Margin = 24, TitleSize = 28;
    private readonly IReadOnlyList<Panel> _panels;

    internal Figure(string key, string title, string caption, int height, params IReadOnlyList<Panel> panels) =>
        (Key, Title, Caption, Height, _panels) = (key, title, caption, height, panels);

    /// <summary>Number and name, usable as a file name: <c>01-ratings-per-user</c>.</summary>
    public string Key { get; }

    /// <summary>What is shown.</summary>
    public string Title { get; }

    /// <summary>What can be seen, in numbers.</summary>
    public string Caption { get; }

    /// <summary>In pixels, the same for all; text is readable at half of it.</summary>
    public static int Width => 1200;

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>As PNG.</summary>
    public byte[] ToPng()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        Draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>As SVG whose text stays text.</summary>
    /// <param name="titled">Whether the title stands above; a page has it as a heading.</param>
    public string ToSvg(bool titled = true)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
        {
            Draw(canvas, titled);
        }

        return SvgText.Polish(Encoding.UTF8.GetString(stream.ToArray()), this, titled ? 0 : TitleHeight);
    }

    private void Draw(SKCanvas canvas, bool titled = true)
    {
        canvas.Clear(Palette.Paper.ToColor().ToSKColor());
        foreach (var panel in _panels)
        {
            var (width, height) = (Width - (2 * Margin), Height - TitleHeight - Margin);
            var (left, top) = (Margin + (panel.Left * width), TitleHeight + (panel.Top * height));
            panel.Plot.Render(canvas, new PixelRect(
                (float)left, (float)(left + (panel.Width * width)), (float)(top + (panel.Height * height)), (float)top));
        }

        if (titled)
        {
            DrawTitle(canvas);
        }
    }

    private void DrawTitle(SKCanvas canvas)
    {
        using var paint = Paint.NewDisposablePaint();
        var title = new LabelStyle
        {
            Text = Title, Font = EmbeddedFont.Bold, FontSize = TitleSize, ForeColor = Palette.Ink.ToColor(),
        };
        title.Render(canvas, new Pixel(Margin, Margin), paint);
    }
}

/// <summary>Prepares the drawing library's SVG for use as a file and within a page.</summary>
internal static partial class SvgText
{
    /// <summary>Adds fonts of the same widths to fall back on, lets the picture scale with the page, gives it a title for
    /// screen readers, and ids that are unique in a page and the same in every run.</summary>
    /// <param name="svg">As it was drawn.</param> <param name="figure">What was drawn.</param>
    /// <param name="top">Pixels to cut off above.</param>
    internal static string Polish(string svg, Figure figure, int top)
    {
        var body = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        body = FontFamily().Replace(body, $"font-family=\"{EmbeddedFont.Name}, Arial, Helvetica, sans-serif\"");
        body = TrailingComma().Replace(body, "\"");
        body = Padding().Replace(body, "");
        var ids = new Dictionary<string, string>();
        body = Id().Replace(body, match => match.Groups[1].Value + NewId(match.Groups[2].Value));
        var open = FormattableString.Invariant(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {Figure.Width} {figure.Height - top}" role="img">""");
        return Open().Replace(body, $"{open}\n<title>{WebUtility.HtmlEncode(figure.Title)}</title>", 1);

        string NewId(string id) => ids.TryGetValue(id, out var known)
            ? known
            : ids[id] = FormattableString.Invariant($"figure-{figure.Key}-{ids.Count + 1}");
    }

    [GeneratedRegex("<svg[^>]*>")]
    private static partial Regex Open();

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();

    [GeneratedRegex(", \"")]
    private static partial Regex TrailingComma();

    [GeneratedRegex(@"(?<=<text[^>]*>)\s+|\s+(?=</text>)")]
    private static partial Regex Padding();

    [GeneratedRegex(@"(id=""|url\(#|href=""#)([\w-]+)")]
    private static partial Regex Id();
}
