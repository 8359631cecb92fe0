using System.Net;
using System.Text.RegularExpressions;

namespace Drr.Analysis.Figures;

/// <summary>Makes the drawing library's SVG fit to stand alone and to be put into a page.</summary>
internal static partial class SvgText
{
    /// <summary>Names other fonts of the same widths, scales with the page, is read out by its title, and has ids that no other
    /// figure has and that do not depend on what was drawn before.</summary>
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
