using Drr.Agent.Runs;
using Drr.Analysis.Figures;
using ScottPlot;
using static System.FormattableString;

namespace Drr.Analysis.Training;

/// <summary>The course of training: precision, total reward, mean action and critic loss over the steps. Several runs are drawn
/// in the same figures.</summary>
public static class TrainingFigures
{
    private const int PanelHeight = 360, LegendRow = 44, RunsInRow = 3;
    private const double TitleHeight = 88;

    private static readonly CurvePanel
        Hits = new("train", "hitRate", "liked, of those shown", Percent),
        Reward = new("train", "rewardPerSession", "reward of a session", Number),
        Action = new("train", "meanAction", "mean action", Number),
        Size = new("train", "meanAbsoluteAction", "mean |action|", Number),
        Loss = new("train", "criticLoss", "critic loss", Number);

    private static readonly (string Key, string Title, CurvePanel[] Panels)[] s_figures =
    [
        ("precision", "Precision: films that users like",
        [
            Hits, new("validate", "precisionAt10", "validation P@10", Percent),
            new("validate", "ndcgAt10", "validation NDCG@10", Percent),
        ]),
        ("total-reward", "Total reward of a session", [Reward, new("validate", "rewardPerSession", "in validation", Number)]),
        ("mean-action", "Mean action, and how near it is to its bound",
            [Action, Size, new("train", "saturatedShare", "saturated", Percent)]),
        ("critic-loss", "Critic loss and mean value", [Loss, new("train", "meanValue", "mean Q", Number)]),
    ];

    /// <summary>The figures whose fields the runs have, named as <see cref="RunFolder.PlotNames"/>; none before the first
    /// report.</summary>
    public static IReadOnlyList<Figure> Of(params IReadOnlyList<TrainingLog> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        return
        [
            .. from figure in s_figures
               let panels = figure.Panels.Where(panel => !panel.IsEmpty(logs)).ToArray()
               where panels.Length > 0
               select Figure(figure.Key, figure.Title, logs, panels, columns: 1),
        ];
    }

    /// <summary>The four in one picture; <c>null</c> before the first report.</summary>
    public static Figure? Overview(string key, string title, IReadOnlyList<TrainingLog> logs)
    {
        CurvePanel[] panels = [.. new[] { Hits, Reward, Action, Loss }.Where(panel => !panel.IsEmpty(logs))];
        return panels.Length == 0 ? null : Figure(key, title, logs, panels, columns: 2);
    }

    private static Figure Figure(string key, string title, IReadOnlyList<TrainingLog> logs, CurvePanel[] panels, int columns)
    {
        var legend = logs.Count == 1 ? 0 : LegendRow * ((logs.Count + RunsInRow - 1) / RunsInRow);
        var rows = (panels.Length + columns - 1) / columns;
        double height = legend + (rows * PanelHeight);
        var drawn = panels.Select((panel, i) => new Panel(
            panel.Draw(logs, i + columns < panels.Length ? "" : Foot(panel, logs, columns)),
            (double)(i % columns) / columns, (legend + (i / columns * PanelHeight)) / height, 1.0 / columns,
            PanelHeight / height));
        Panel[] all = legend == 0 ? [.. drawn] : [new Panel(Legend(logs), 0, 0, 1, legend / height), .. drawn];
        return new(key, title, Caption(logs, panels), (int)(height + TitleHeight), all);
    }

    private static string Foot(CurvePanel panel, IReadOnlyList<TrainingLog> logs, int columns)
    {
        var curves = logs.SelectMany(log => log.Curves(panel.Stage, panel.Field)).ToArray();
        var mean = Invariant($"{(panel.IsWide(logs) ? "geometric " : "")}mean of {(2 * curves[0].Half) + 1}");
        var steps = columns == 1 ? "environment steps  ·  " : "steps  ·  "; // a narrow panel has room for less
        return curves.Length > logs.Count ? $"{steps}{mean}; band: all seeds"
            : columns == 1 ? $"{steps}faint: each report, line: {mean}"
            : $"{steps}line: {mean}";
    }

    private static Plot Legend(IReadOnlyList<TrainingLog> logs)
    {
        var plot = Style.NewPlot("", "");
        plot.HideGrid();
        plot.Layout.Frameless();
        foreach (var (log, i) in logs.Select((log, i) => (log, i)))
        {
            plot.Legend.ManualItems.Add(new LegendItem
            {
                LabelText = Text.Cut(log.Name, 34), LineColor = CurvePanel.ColorOf(i), LineWidth = Style.LineWidth,
            });
        }

        plot.Legend.OutlineWidth = 0;
        plot.ShowLegend(Alignment.MiddleLeft, Orientation.Horizontal);
        return plot;
    }

    private static string Caption(IReadOnlyList<TrainingLog> logs, CurvePanel[] panels) => string.Join(' ', panels.Select(panel =>
    {
        var wide = panel.IsWide(logs);
        var ends = logs.Select(log => (log.Name, End: panel.Last(log, wide))).Where(end => end.End is not null)
            .Select(end => (logs.Count == 1 ? "" : end.Name + " ") + panel.Text(end.End!.Value));
        return $"{char.ToUpperInvariant(panel.Label[0])}{panel.Label[1..]} at the end: {string.Join(", ", ends)}.";
    }));

    private static string Percent(double share) => Invariant($"{100 * share:0.##} %");

    private static string Number(double value) => Text.Value(value);
}

/// <summary>The training figures as files.</summary>
public static class RunPlots
{
    /// <summary>Draws <c>plots/*.png</c> of a run.</summary>
    public static IReadOnlyList<Figure> Write(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var figures = TrainingFigures.Of(TrainingLog.Of("", run));
        foreach (var figure in figures)
        {
            run.WritePlot(figure.Key, figure.ToPng());
        }

        return figures;
    }
}
