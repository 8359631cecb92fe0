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
    private readonly TableFlags _table;

    internal CheckCommand() : base(
        "check", "list every fault of a data set as file:line; exit code 3 if there is one",
        "drr data check ml-1m", "drr data check ml-latest-small.zip --json",
        "drr data check events.csv.gz --columns user=visitor,item=sku,time=at")
    {
        Add(_path);
        _table = new TableFlags(this);
    }

    internal override int Run(Session session)
    {
        var check = DatasetReader.Check(session.Arguments.GetRequiredValue(_path), _table.Resolve(session));
        session.Answer(check, printer =>
        {
            foreach (var fault in check.Faults)
            {
                printer.Line(fault.ToString());
            }

            var found = DataOptions.Sizes(check.Users, check.Items, check.Ratings, check.ItemNoun, check.RatingNoun);
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
    private readonly TableFlags _table;

    internal StatsCommand() : base(
        "stats", "describe a data set in numbers", "drr data stats ml-1m", "drr data stats ml-1m --json")
    {
        Add(_path);
        _table = new TableFlags(this);
    }

    internal override int Run(Session session)
    {
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_path), _table.Resolve(session));
        var stats = DatasetStats.Of(data);
        session.Answer(stats, printer => Print(stats, printer));
        return ExitCode.Done;
    }

    private static void Print(DatasetStats stats, Printer printer)
    {
        var (missing, items, ratings) = (stats.Missing, stats.ItemNoun + "s", stats.RatingNoun + "s");
        printer.Line(stats.Name);
        printer.Line(Invariant($"  users             {stats.Users:N0}"));
        printer.Line(Invariant($"  {items,-17} {stats.Items:N0}, {stats.RatedItems:N0} of them rated"));
        printer.Line(Invariant($"  {ratings,-17} {stats.Ratings:N0}, mean {stats.MeanStars:0.000}"));
        printer.Line(Invariant($"  sparsity          {100 * stats.Sparsity:0.0000} % of the pairs of user and rated ")
            + stats.ItemNoun);
        var span = stats.HasTimes ? $"{Date(stats.FirstTime)} to {Date(stats.LastTime)} UTC" : "none given";
        printer.Line($"  time              {span}");
        printer.Line($"  {ratings + " per user",-17} {Spread(stats.RatingsPerUser)}");
        printer.Line($"  {$"{ratings} per {stats.ItemNoun}",-17} {Spread(stats.RatingsPerItem)}");
        var stars = stats.Stars.Select(s => Invariant($"{s.Stars}: {100 * s.Share:0.0} %"));
        var genres = stats.Genres.Take(6).Select(g => Invariant($"{g.Name} {g.Ratings:N0}"));
        printer.Line($"  {(stats.Scale.IsEvents ? "events" : "stars"),-17} {string.Join("  ", stars)}");
        printer.Line($"  reward            {stats.Scale.Meaning}");
        printer.Line($"  genres            {(stats.Genres.Count > 0 ? string.Join(", ", genres) : "none given")}");
        printer.Line(Invariant($"  {items + " without",-17} genre {missing.Genres:N0}"));
        printer.Line(Invariant($"  users without     gender {missing.Gender:N0}, age {missing.Age:N0}, ")
            + Invariant($"occupation {missing.Occupation:N0}, zip {missing.Zip:N0}"));
        printer.Line("  most rated");
        foreach (var (item, count, mean) in stats.MostRated)
        {
            printer.Line(Invariant($"  {count,8:N0}  {mean:0.00}  {item.Title}"));
        }
    }

    private static string Spread(Quartiles counts) => Invariant($"{counts.Min:N0} to {counts.Max:N0}, mean {counts.Mean:N1}, ")
        + Invariant($"quartiles {counts.Lower:N0} {counts.Median:N0} {counts.Upper:N0}");

    private static string Date(long seconds) => Invariant($"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-dd HH:mm}");
}
