using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Data;

/// <summary><c>drr data</c>: the commands about data sets.</summary>
internal sealed class DataCommand : Command
{
    internal DataCommand() : base("data", "fetch, make, import, check and describe data sets")
    {
        Add(new FetchCommand());
        Add(new SynthCommand());
        Add(new ImportCommand());
        Add(new CheckCommand());
        Add(new StatsCommand());
        Add(new ExportFeedbackCommand());
    }
}

/// <summary><c>drr data check</c>: every fault of a data set's files.</summary>
internal sealed class CheckCommand : CliCommand
{
    private readonly Argument<string> _path = DataOptions.PathArgument();

    internal CheckCommand() : base(
        "check", "list every fault of a data set as file:line; exit code 3 if there is one",
        "drr data check ml-1m", "drr data check ml-latest-small.zip --json") => Add(_path);

    internal override int Run(Session session)
    {
        var check = DatasetReader.Check(session.Arguments.GetRequiredValue(_path));
        session.Answer(check, printer =>
        {
            foreach (var fault in check.Faults)
            {
                printer.Line(fault.ToString());
            }

            var found = DataOptions.Sizes(check.Users, check.Items, check.Ratings);
            foreach (var warning in check.Warnings)
            {
                printer.Line($"Warning: {warning}");
            }

            var warnings = check.Warnings.Count > 0 ? $", {Counted.Of(check.Warnings.Count, "warning")}" : "";
            printer.Line($"{check.Path}: {found}, {Counted.Of(check.FaultCount, "fault")}{warnings}.");
        });
        return check.IsValid ? ExitCode.Done : ExitCode.Data;
    }
}

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
