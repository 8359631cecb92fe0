using System.Globalization;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Runs;

/// <summary>Runs as people read them, in columns.</summary>
internal static class RunsView
{
    /// <summary>What is written as JSON.</summary>
    internal static object Json(RunSummary run) =>
        new { run.Path, run.Dataset, run.Status, run.Steps, Of = run.TotalSteps, run.Figures, Settings = run.Options };

    /// <summary>A run's figure of this name, if it has one.</summary>
    internal static RunFigure? Figure(RunSummary run, string name) => run.Figures.FirstOrDefault(figure => figure.Name == name);

    internal static void PrintList(IReadOnlyList<RunSummary> runs, Printer printer) => Print(
        [
            ["run", "data", "state", "steps", "status", "figure"],
            .. runs.Select(run => new[]
            {
                run.Path, run.Dataset, Word(run.Options.State.Module), Invariant($"{run.Steps:N0}"), Word(run.Status),
                run.Figures.Count == 0 ? "" : $"{run.Figures[0].Name} {Text(run.Figures[0])}",
            }),
        ],
        printer);

    internal static void PrintOne(RunSummary run, Printer printer)
    {
        printer.Line(Invariant(
            $"{run.Path}: {run.Dataset}, {run.Steps:N0} of {Counted.Of(run.TotalSteps, "step")}, {Word(run.Status)}"));
        printer.Line();
        Print([.. Setting.All.Select(setting => new[] { setting.Path, Value(setting, run) })], printer);
        printer.Line();
        Print([.. run.Figures.Select(figure => new[] { figure.Name, Text(figure) })], printer);
    }

    internal static void PrintSideBySide(
        IReadOnlyList<RunSummary> runs, IReadOnlyList<Setting> settings, IReadOnlyList<string> figures, Printer printer) => Print(
        [
            ["", .. runs.Select(run => run.Path)],
            ["data", .. runs.Select(run => run.Dataset)],
            ["status", .. runs.Select(run => Word(run.Status))],
            ["steps", .. runs.Select(run => Invariant($"{run.Steps:N0}"))],
            .. settings.Select(setting => (string[])[setting.Path, .. runs.Select(run => Value(setting, run))]),
            .. figures.Select(name => (string[])[name, .. runs.Select(run => Text(Figure(run, name)))]),
        ],
        printer);

    /// <summary>Rows with every column as wide as its widest cell.</summary>
    internal static void Print(string[][] rows, Printer printer)
    {
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => cell.PadRight(rows.Max(other => other[column].Length)));
            printer.Line(string.Join("  ", cells).TrimEnd());
        }
    }

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
