using System.CommandLine;
using System.Globalization;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.Cli.Settings;
using Drr.Cli.Shell;

namespace Drr.Cli.Data;

/// <summary>What the commands that read data sets share.</summary>
internal static class DataOptions
{
    private const string Forms = "MovieLens folder or zip (ML-1M, 10M, 100K, 20M, 25M, 32M, latest), or a file of ratings or "
        + "events: CSV, TSV, Parquet, packed by gzip or not";

    /// <summary>A data set as the command's argument.</summary>
    internal static Argument<string> PathArgument() => new("path") { Description = Forms };

    /// <summary>A data set as <c>--data</c>.</summary>
    internal static Option<string> Data(bool required = true) =>
        new("--data") { Description = Forms, HelpName = "path", Required = required };

    /// <summary>Reads a data set and says its name and sizes.</summary>
    /// <param name="session">The invocation.</param> <param name="path">Where it is.</param>
    /// <param name="table">How it is laid out where it is in no MovieLens form.</param>
    /// <exception cref="InvalidDataException">It is missing, or has a fault.</exception>
    internal static RatingDataset Read(Session session, string path, TableOptions table)
    {
        var data = Pipeline.Read(path, warning => session.Reporter.Say($"Warning: {warning}"), table);
        Describe(session, data);
        return data;
    }

    /// <summary>The data of a run: <c>--data</c>, for data that have moved.</summary>
    internal static Option<string?> OfRun() => new("--data")
    {
        Description = "the data that the run was trained on, if they have moved since", HelpName = "path",
    };

    /// <summary>Reads the data of a run.</summary>
    /// <param name="session">The invocation.</param> <param name="run">The run.</param>
    /// <param name="given">Where they are now; <c>null</c>: where the run read them, or the built-in ones.</param>
    /// <param name="table">How they are laid out where they are in no MovieLens form.</param>
    internal static RatingDataset ReadOfRun(Session session, RunFolder run, string? given, TableOptions table) =>
        (given ?? run.ReadEnvironment().DataPath) is { } path ? Read(session, path, table) : SyntheticDataset.Generate();

    /// <summary>Says a data set's name, sizes, and how its ratings become rewards where they are not stars.</summary>
    internal static void Describe(Session session, RatingDataset data)
    {
        session.Reporter.Say($"{data.Name}: {Sizes(data)}");
        if (data.Scale != RatingScale.WholeStars && data.Scale != RatingScale.HalfStars)
        {
            session.Reporter.Say($"{(data.Scale.IsEvents ? "Events" : $"Ratings {data.Scale}")}: {data.Scale.Meaning}.");
        }
    }

    internal static string Sizes(RatingDataset data) =>
        Sizes(data.Users.Count, data.Items.Count, data.Ratings.Length, data.ItemNoun, data.RatingNoun);

    internal static string Sizes(int users, int items, int ratings, string itemNoun, string ratingNoun) =>
        $"{Counted.Of(users, "user")}, {Counted.Of(items, itemNoun)}, {Counted.Of(ratings, ratingNoun)}"
        + (ratingNoun == "pair" ? " of both" : "");

    /// <summary>Writes a data set into a folder and answers with what was written.</summary>
    internal static int Write(Session session, RatingDataset data, string folder)
    {
        // Output has checked for --force
        var written = DatasetWriter.Write(data, folder, overwrite: true, session.Interrupted);
        var (users, items, ratings) = (data.Users.Count, data.Items.Count, data.Ratings.Length);
        var result = new { folder, users, items, ratings, written.Form, written.Files, written.Reason };
        session.Answer(result, printer =>
        {
            printer.Line($"{folder}: {Sizes(data)}");
            printer.Line($"  {string.Join(", ", written.Files)}");
            if (written.Reason is { } reason && data.ItemNoun == "film")
            {
                printer.Line($"  not in the ML-1M format: {reason}");
            }
        });
        return ExitCode.Done;
    }

    /// <summary>The value of <c>--seed</c>.</summary>
    /// <exception cref="UsageException">It is not a whole number.</exception>
    internal static ulong Seed(Session session, ulong standard) => session.Arguments.GetValue<string?>(CommonOptions.Seed) switch
    {
        null => standard,
        var text when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => seed,
        var text => throw new UsageException($"{CommonOptions.Seed} {text}: must be a whole number, 0 or more."),
    };
}

/// <summary>The options that say how a file of ratings is laid out. Each stands for a setting, so that runs keep them.</summary>
internal sealed class TableFlags
{
    /// <summary>For commands that take settings.</summary>
    internal static readonly SettingFlags.Named[] All =
    [
        new("--columns", "data.columns", "a file's columns, user=uid,item=sku,rating=stars,time=ts, or by number, user=1,item=2"),
        new("--separator", "data.separator", "what separates a file's columns; found out when left out"),
        new("--header", "data.header", "whether columns by number begin under a header"),
        new("--scale", "data.scale", "the ratings' scale, min..max:step; from lowest to highest when left out"),
        new("--repeats", "data.repeats", "what a second rating of an item by the same user is"),
        new("--liked-from", "data.likedFrom", "without ratings: events from which on an item counts as liked"),
        new("--count-up-to", "data.countUpTo", "without ratings: events that make the reward 1; fewer make less"),
        new("--item-file", "data.itemFile", "file with titles and genres"),
        new("--item-columns", "data.itemColumns", "its columns, item=asin,title=name,genres=tags"),
        new("--user-file", "data.userFile", "file that describes users"),
        new("--user-columns", "data.userColumns", "its columns, user=uid,gender=sex,age=years,occupation=job,zip=code"),
    ];

    private const string Variables = "DRR_DATA_";
    private readonly (Option<string?> Flag, string Path)[] _flags;

    /// <summary>Adds the options to a command that takes no settings.</summary>
    internal TableFlags(Command command)
    {
        _flags = [.. All.Select(named => (named.Option(), named.Path))];
        Array.ForEach(_flags, named => command.Add(named.Flag));
    }

    /// <summary>The settings of a run, or the defaults, under the environment and the flags.</summary>
    /// <exception cref="UsageException">A value is out of range, or columns are not of the form asked for.</exception>
    internal TableOptions Resolve(Session session, DrrOptions? ofRun = null)
    {
        var variables = session.Terminal.Variables
            .Where(variable => variable.Key.StartsWith(Variables, StringComparison.Ordinal)).ToDictionary();
        if (variables.Count == 0 && _flags.All(named => session.Arguments.GetValue(named.Flag) is null))
        {
            return ofRun?.Data ?? new(); // layers of settings take a tenth of a second to begin with
        }

        var layers = new SettingLayers(ofRun).AddEnvironment(variables);
        foreach (var (flag, path) in _flags)
        {
            if (session.Arguments.GetValue(flag) is { } text)
            {
                layers.AddText(path, text, $"{flag.Name} {text}");
            }
        }

        return layers.Resolve().Data;
    }
}
