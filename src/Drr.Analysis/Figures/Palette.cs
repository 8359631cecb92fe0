using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>The colours of all figures. Data colours are those of Okabe and Ito (2008), which people with any kind of colour
/// vision tell apart; place, shape or label say the same once more.</summary>
internal static class Palette
{
    /// <summary>Text, and lines that matter.</summary>
    internal const string Ink = "#1F2328";

    /// <summary>Secondary text, and axes.</summary>
    internal const string SoftInk = "#57606A";

    /// <summary>Grid lines.</summary>
    internal const string Grid = "#E3E6EA";

    /// <summary>The background.</summary>
    internal const string Paper = "#FFFFFF";

    /// <summary>Text on a filled patch, whose colour, unlike the background's, is the same in light and dark mode.</summary>
    internal const string PatchInk = "#101010";

    /// <summary>The first data colour.</summary>
    internal const string Blue = "#0072B2";

    /// <summary>A paler first colour, for what lies behind other marks.</summary>
    internal const string FaintBlue = "#A9CBE3";

    /// <summary>The second data colour.</summary>
    internal const string Vermilion = "#D55E00";

    /// <summary>The third data colour.</summary>
    internal const string Green = "#009E73";

    /// <summary>The last data colour.</summary>
    internal const string Sky = "#56B4E9";

    /// <summary>All data colours, in their order of use.</summary>
    internal static IReadOnlyList<string> Data { get; } = [Blue, Vermilion, Green, "#CC79A7", "#E69F00", Sky];

    internal static Color ToColor(this string hex) => Color.FromHex(hex);

    /// <summary>From pale to dark blue; <paramref name="share"/> in [0, 1].</summary>
    internal static Color Sequential(double share) =>
        "#E4EEF6".ToColor().InterpolateRgb("#08519C".ToColor(), Math.Clamp(share, 0, 1));

    /// <summary>Blue below 0, orange above; <paramref name="share"/> in [-1, 1]. Pale enough for dark text everywhere.</summary>
    internal static Color Diverging(double share) => "#F7F7F7".ToColor()
        .InterpolateRgb((share < 0 ? "#74ADD1" : "#F5A35C").ToColor(), Math.Min(Math.Abs(share), 1));
}
