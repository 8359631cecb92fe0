using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>The colours of all figures. Data colours are those of Okabe and Ito (2008), which people with any kind of colour
/// vision tell apart; what one sees in them is also said by place, shape or label.</summary>
public static class Palette
{
    /// <summary>Text, and lines that must be seen.</summary>
    public const string Ink = "#1F2328";

    /// <summary>Text of less weight, axes.</summary>
    public const string SoftInk = "#57606A";

    /// <summary>Lines to read values by.</summary>
    public const string Grid = "#E3E6EA";

    /// <summary>What is behind it all.</summary>
    public const string Paper = "#FFFFFF";

    /// <summary>Text on a filled patch; the patch's colour, unlike the paper's, is the same in light and dark.</summary>
    public const string PatchInk = "#101010";

    /// <summary>The first data colour.</summary>
    public const string Blue = "#0072B2";

    /// <summary>The first, where something stands before it.</summary>
    public const string FaintBlue = "#A9CBE3";

    /// <summary>The second.</summary>
    public const string Vermilion = "#D55E00";

    /// <summary>The third.</summary>
    public const string Green = "#009E73";

    /// <summary>The last.</summary>
    public const string Sky = "#56B4E9";

    /// <summary>All data colours, in the order of use.</summary>
    public static IReadOnlyList<string> Data { get; } = [Blue, Vermilion, Green, "#CC79A7", "#E69F00", Sky];

    internal static Color ToColor(this string hex) => Color.FromHex(hex);

    /// <summary>From pale to dark blue; <paramref name="share"/> in [0, 1].</summary>
    internal static Color Sequential(double share) =>
        "#E4EEF6".ToColor().InterpolateRgb("#08519C".ToColor(), Math.Clamp(share, 0, 1));

    /// <summary>Blue below 0, orange above; <paramref name="share"/> in [-1, 1]. Pale enough for dark text everywhere.</summary>
    internal static Color Diverging(double share) => "#F7F7F7".ToColor()
        .InterpolateRgb((share < 0 ? "#74ADD1" : "#F5A35C").ToColor(), Math.Min(Math.Abs(share), 1));
}
