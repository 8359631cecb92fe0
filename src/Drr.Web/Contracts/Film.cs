using System.Globalization;
using System.Text.RegularExpressions;
using Drr.Agent.Data;

namespace Drr.Web.Contracts;

/// <summary>A film.</summary>
/// <param name="Id">The raw id of the data set.</param>
/// <param name="Title">As the data set spells it, with the year.</param>
/// <param name="Year">Of release, where the title ends with it.</param>
/// <param name="Genres">In the data set's order; may be empty.</param>
public sealed partial record Film(int Id, string Title, int? Year, IReadOnlyList<string> Genres)
{
    /// <summary>A film of a data set.</summary>
    public static Film Of(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var year = TrailingYear().Match(item.Title);
        return new(item.Id, item.Title, year.Success ? int.Parse(year.Groups[1].Value, CultureInfo.InvariantCulture) : null, item.Genres);
    }

    [GeneratedRegex(@"\((\d{4})\)\s*$")]
    private static partial Regex TrailingYear();
}
