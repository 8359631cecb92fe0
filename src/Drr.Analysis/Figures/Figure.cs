using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Drr.Analysis.Figures;

/// <summary>A picture with a title inside and a caption to be put below. The same figure gives the same bytes every
/// time.</summary>
public sealed class Figure
{
    private const int TitleHeight = 64, Margin = 24, TitleSize = 28;
    private readonly IReadOnlyList<Panel> _panels;

    internal Figure(string key, string title, string caption, int height, params IReadOnlyList<Panel> panels) =>
        (Key, Title, Caption, Height, _panels) = (key, title, caption, height, panels);

    /// <summary>Number and name, fit for a file: <c>01-ratings-per-user</c>.</summary>
    public string Key { get; }

    /// <summary>What is shown.</summary>
    public string Title { get; }

    /// <summary>What one sees, in numbers.</summary>
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
