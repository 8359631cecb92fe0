using System.CommandLine;
using System.Globalization;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Data;

/// <summary>What the commands that read data sets share.</summary>
internal static class DataOptions
{
    private const string Forms = "folder or zip file in the format of ML-1M, ML-10M, ML-100K or ML-latest (ML-20M, 25M, 32M too)";

    /// <summary>A data set as the command's argument.</summary>
    internal static Argument<string> PathArgument() => new("path") { Description = Forms };

    /// <summary>A data set as <c>--data</c>.</summary>
    internal static Option<string> Data(bool required = true) =>
        new("--data") { Description = Forms, HelpName = "path", Required = required };

    /// <summary>Reads a data set and says its name and sizes.</summary>
    /// <exception cref="InvalidDataException">It is missing, or has a fault.</exception>
    internal static RatingDataset Read(Session session, string path)
    {
        var data = Pipeline.Read(path, warning => session.Reporter.Say($"Warning: {warning}"));
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
    internal static RatingDataset ReadOfRun(Session session, RunFolder run, string? given) =>
        (given ?? run.ReadEnvironment().DataPath) is { } path ? Read(session, path) : SyntheticDataset.Generate();

    /// <summary>Says a data set's name and sizes.</summary>
    internal static void Describe(Session session, RatingDataset data) =>
        session.Reporter.Say($"{data.Name}: {Sizes(data.Users.Count, data.Items.Count, data.Ratings.Length)}");

    internal static string Sizes(int users, int items, int ratings) =>
        $"{Counted.Of(users, "user")}, {Counted.Of(items, "film")}, {Counted.Of(ratings, "rating")}";

    /// <summary>Writes a data set into a folder and answers with what was written.</summary>
    internal static int Write(Session session, RatingDataset data, string folder)
    {
        // Output has checked for --force
        var written = DatasetWriter.Write(data, folder, overwrite: true, session.Interrupted);
        var (users, items, ratings) = (data.Users.Count, data.Items.Count, data.Ratings.Length);
        var result = new { folder, users, items, ratings, written.Form, written.Files, written.Reason };
        session.Answer(result, printer =>
        {
            printer.Line($"{folder}: {Sizes(users, items, ratings)}");
            printer.Line($"  {string.Join(", ", written.Files)}");
            if (written.Reason is { } reason)
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
