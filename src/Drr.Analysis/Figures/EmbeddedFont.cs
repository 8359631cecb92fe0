using ScottPlot;
using SkiaSharp;

namespace Drr.Analysis.Figures;

/// <summary>The font of all figures, from this assembly: with no font installed, text would silently vanish, and with others
/// installed, figures would differ from machine to machine.</summary>
internal sealed class EmbeddedFont : IFontResolver
{
    /// <summary>As wide as Arial, letter by letter, so that text keeps its size in a viewer that has only
    /// Arial.</summary>
    internal const string Name = "Liberation Sans";

    private static readonly SKTypeface s_regular = Load("LiberationSans-Regular.ttf");
    private static readonly Lock s_lock = new();

    /// <summary>For titles.</summary>
    internal static SKTypeface Bold { get; } = Load("LiberationSans-Bold.ttf");

    /// <summary>Makes the library use this font and no other.</summary>
    internal static void Use()
    {
        lock (s_lock)
        {
            if (!Fonts.FontResolvers.OfType<EmbeddedFont>().Any())
            {
                Fonts.FontResolvers.Insert(0, new EmbeddedFont());
            }

            Fonts.Default = Name;
        }
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName != Name ? null : bold ? Bold : s_regular;

    private static SKTypeface Load(string file)
    {
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream(file)!;
        return SKTypeface.FromStream(stream);
    }
}

/// <summary>Whether figures will have text: without a font the drawing library silently leaves it out.</summary>
public static class FontCheck
{
    private const int Size = 40;

    /// <summary>Draws a letter with the figures' font and looks for it.</summary>
    public static bool TextIsDrawn()
    {
        EmbeddedFont.Use();
        using var surface = SKSurface.Create(new SKImageInfo(Size, Size));
        using var font = new SKFont(EmbeddedFont.Bold, Size);
        using var paint = new SKPaint { Color = SKColors.Black };
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.DrawText("R", 4, Size - 4, font, paint);
        using var image = surface.Snapshot();
        using var pixels = SKBitmap.FromImage(image);
        return pixels.Pixels.Any(pixel => pixel.Red < 128);
    }
}
