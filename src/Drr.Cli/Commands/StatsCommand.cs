using System.CommandLine;
using Drr.Agent.Data;
using static System.FormattableString;

namespace Drr.Cli.Commands;

/// <summary><c>drr data stats</c>: a data set in numbers.</summary>
internal sealed class StatsCommand : CliCommand
{
    private readonly Argument<string> _path = DataOptions.PathArgument();

    internal StatsCommand() : base(
        "stats", "describe a data set in numbers", "drr data stats ml-1m", "drr data stats ml-1m --json") => Add(_path);

    internal override int Run(Session session)
    {
        var stats = DatasetStats.Of(DataOptions.Read(session, session.Arguments.GetRequiredValue(_path)));
        session.Answer(stats, printer => Print(stats, printer));
        return ExitCode.Done;
    }

    private static void Print(DatasetStats stats, Printer printer)
    {
        var missing = stats.Missing;
        printer.Line(stats.Name);
        printer.Line(Invariant($"  users             {stats.Users:N0}"));
        printer.Line(Invariant($"  films             {stats.Items:N0}, {stats.RatedItems:N0} of them rated"));
        printer.Line(Invariant($"  ratings           {stats.Ratings:N0}, mean {stats.MeanStars:0.000}"));
        printer.Line(Invariant($"  sparsity          {100 * stats.Sparsity:0.0000} % of the pairs of user and rated film"));
        printer.Line($"  time              {Date(stats.FirstTime)} to {Date(stats.LastTime)} UTC");
        printer.Line($"  ratings a user    {Spread(stats.RatingsPerUser)}");
        printer.Line($"  ratings a film    {Spread(stats.RatingsPerItem)}");
        var stars = stats.Stars.Select(s => Invariant($"{s.Stars}: {100 * s.Share:0.0} %"));
        var genres = stats.Genres.Take(6).Select(g => Invariant($"{g.Name} {g.Ratings:N0}"));
        printer.Line($"  stars             {string.Join("  ", stars)}");
        printer.Line($"  genres            {string.Join(", ", genres)}");
        printer.Line(Invariant($"  films without     genre {missing.Genres:N0}"));
        printer.Line(Invariant($"  users without     gender {missing.Gender:N0}, age {missing.Age:N0}, ")
            + Invariant($"occupation {missing.Occupation:N0}, zip {missing.Zip:N0}"));
        printer.Line("  most rated");
        foreach (var (item, ratings, mean) in stats.MostRated)
        {
            printer.Line(Invariant($"  {ratings,8:N0}  {mean:0.00}  {item.Title}"));
        }
    }

    private static string Spread(Quartiles counts) => Invariant($"{counts.Min:N0} to {counts.Max:N0}, mean {counts.Mean:N1}, ")
        + Invariant($"quartiles {counts.Lower:N0} {counts.Median:N0} {counts.Upper:N0}");

    private static string Date(long seconds) => Invariant($"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-dd HH:mm}");
}
