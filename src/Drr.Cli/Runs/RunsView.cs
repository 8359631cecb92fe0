using System.Globalization;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Recommending;
using Drr.Agent.Runs;
using Drr.Analysis.Reports;
using Drr.Analysis.Training;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Runs;

/// <summary>Runs as people read them, in columns.</summary>
internal static class RunsView
{
    /// <summary>A run as <c>--json</c> writes it.</summary>
    internal static object Json(RunSummary run) =>
        new { run.Path, run.Dataset, run.Status, run.Steps, Of = run.TotalSteps, run.Figures, Settings = run.Options };

    /// <summary>A run's figure of this name, if it has one.</summary>
    internal static RunFigure? Figure(RunSummary run, string name) => run.Figures.FirstOrDefault(figure => figure.Name == name);

    internal static void PrintList(IReadOnlyList<RunSummary> runs, Printer printer) => printer.Columns(new(
        "", ["run", "data", "state", "steps", "status", "figure"],
        [
            .. runs.Select(run => (IReadOnlyList<Cell>)
            [
                run.Path, run.Dataset, Word(run.Options.State.Module), Invariant($"{run.Steps:N0}"), Word(run.Status),
                run.Figures.Count == 0 ? "" : $"{run.Figures[0].Name} {Text(run.Figures[0])}",
            ]),
        ]));

    internal static void PrintOne(RunSummary run, Printer printer)
    {
        printer.Line(Invariant(
            $"{run.Path}: {run.Dataset}, {run.Steps:N0} of {Counted.Of(run.TotalSteps, "step")}, {Word(run.Status)}"));
        printer.Line();
        printer.Columns(Pairs(Setting.All.Select(setting => (setting.Path, Value(setting, run)))));
        printer.Line();
        printer.Columns(Pairs(run.Figures.Select(figure => (figure.Name, Text(figure)))));
    }

    internal static void PrintSideBySide(
        IReadOnlyList<RunSummary> runs, IReadOnlyList<Setting> settings, IReadOnlyList<string> figures, Printer printer)
    {
        printer.Columns(new("", ["", .. runs.Select(run => run.Path)],
        [
            Row("data", run => run.Dataset),
            Row("status", run => Word(run.Status)),
            Row("steps", run => Invariant($"{run.Steps:N0}")),
            .. settings.Select(setting => Row(setting.Path, run => Value(setting, run))),
            .. figures.Select(name => Row(name, run => Text(Figure(run, name)))),
        ]));

        IReadOnlyList<Cell> Row(string name, Func<RunSummary, string> value) =>
            [name, .. runs.Select(run => (Cell)value(run))];
    }

    /// <summary>Names beside what they have; without a heading.</summary>
    internal static ReportTable Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        new("", [], [.. pairs.Select(pair => (IReadOnlyList<Cell>)[pair.Name, pair.Value])]);

    private static string Value(Setting setting, RunSummary run) =>
        JsonSerializer.Serialize(setting.ValueIn(run.Options), RunJson.Line).Trim('"');

    internal static string Text(RunFigure? figure) => figure switch
    {
        null => "-",
        { Low: { } low, High: { } high } => Invariant($"{figure.Value:0.0000} [{low:0.0000}, {high:0.0000}]"),
        _ => figure.Value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>The plots and the page of a run.</summary>
internal static class RunRecords
{
    private const int SampleUsers = 5, SampleLength = 10;

    /// <summary>Writes them anew; where the drawing library cannot be loaded, says so and writes none.</summary>
    internal static void Write(Session session, Pipeline pipeline, RatingDataset data, DatasetSplit split, RunFolder run)
    {
        try
        {
            RunPlots.Write(run);
            run.WriteReport(HtmlReport.Write(RunReport.Of(run, data, Samples(pipeline, data, split, run))));
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException)
        {
            session.Reporter.Say($"No plots and no report: {fault.GetBaseException().Message.Split('\n')[0]}");
        }
    }

    /// <summary>Lists of a few test users, spread evenly over the data set.</summary>
    private static RecommendationList[] Samples(Pipeline pipeline, RatingDataset data, DatasetSplit split, RunFolder run)
    {
        var (users, count) = (split.TestUsers, Math.Min(SampleUsers, split.TestUsers.Count));
        int[] sample = [.. Enumerable.Range(0, count).Select(i => users[i * users.Count / count])];
        var recommender = pipeline.Recommender(split, pipeline.Load(split, run));
        return [.. pipeline.Recommend(recommender, sample, SampleLength)];
    }
}
