using SkiaSharp;

namespace Drr.Analysis.Figures;

/// <summary>Whether figures will have their text, which a drawing library without a font leaves out in silence.</summary>
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
