using Drr.Analysis.Protocols;
using static System.FormattableString;

namespace Drr.Analysis.Reports;

/// <summary>The trending list and the cross-validation as tables, and what their figures mean.</summary>
internal static class ProtocolTables
{
    internal static string TrendingCard(TrendingReport report) =>
        $"The list holds what was rated in the four weeks up to the last rating, {Text.Minute(report.FirstTime)} to "
        + $"{Text.Minute(report.LastTime)} UTC: {Text.Number(report.Ratings)} ratings of {Text.Number(report.Films)} films. A "
        + "rating weighs 1, .7, .4 or .2 by its week, the latest first; "
        + (report.AgesKnown ? "for a user, those of the own age group count twice" : "no user's age is known, all count alike")
        + ", and films of a favourite genre come first. Evaluated as the catalogue protocol does: a user's first ten ratings are "
        + "known and give the three favourite genres; films to find are all others that the user rated (any) or rated 4 or more "
        + "(liked). The list is made when the data end, so it looks back on most of what it is to find; a user's own ratings do "
        + "not count in it. Most rated: the films with most ratings of all time, likewise. "
        + "±: half of the 95 % interval over users.";

    internal static IEnumerable<ReportTable> Trending(TrendingReport report)
    {
        yield return new(
            "The trending list for everybody", ["film", "score", "last week", "2 weeks ago", "3 weeks ago", "4 weeks ago"],
            [
                .. report.Top.Select(film => (IReadOnlyList<Cell>)
                    [film.Film.Title, new(Invariant($"{film.Score:0.0}"), film.Score), .. film.Weeks.Select(week => (Cell)week)]),
            ]);
        foreach (var relevant in report.Rows.Select(row => row.Relevant).Distinct())
        {
            yield return new(
                $"How well it serves ({relevant})", ["users", "list", "n", .. ListQuality.Names],
                [
                    .. report.Rows.Where(row => row.Relevant == relevant).Select(row => (IReadOnlyList<Cell>)
                    [
                        row.MoreThan == 0 ? new("all", 0) : new(Invariant($"> {row.MoreThan} ratings"), row.MoreThan),
                        row.List, row.Users,
                        .. ListQuality.Names.Select(name => row.Values[name])
                            .Select(value => Cell.WithMargin(value.Mean, value.Margin, ".0000")),
                    ]),
                ]);
        }
    }

    internal static string CrossValidationCard(CrossValidationReport report) =>
        Invariant($"{report.Folds} folds over the ratings (seed {report.Seed}). A model sees who rated what {report.LikedFrom} ")
        + "or more in the other folds and ranks all films that the user did not rate there; to find is what the user liked in "
        + Invariant($"the fold, {Text.Number(report.UsersPerFold)} users a fold on average. Truncated SVD has {report.Factors} ")
        + "factors; the cosines use all neighbours; popularity counts who likes a film. ±: standard deviation over the folds.";

    internal static ReportTable CrossValidation(CrossValidationReport report) => new(
        "Mean over the folds", ["model", .. ListQuality.Names],
        [
            .. report.Rows.Select(row => (IReadOnlyList<Cell>)
            [
                row.Model,
                .. ListQuality.Names.Select(name => row.Values[name])
                    .Select(value => Cell.WithMargin(value.Mean, value.Deviation, ".0000")),
            ]),
        ]);
}
