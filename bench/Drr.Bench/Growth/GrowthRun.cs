using System.Globalization;
using Drr.Bench.Results;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Growth;

/// <summary><c>Drr.Bench growth [--out PATH] [--only KEY] [--seconds S]</c></summary>
public static class GrowthRun
{
    private const int Done = 0, WrongUsage = 2;

    /// <summary>Measures the charts, writes the page to <paramref name="output"/> or, with <c>--out PATH</c>, to PATH.md with
    /// PATH.json and pictures in the folder PATH.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter log)
    {
        var (path, only, seconds) = ("", "", 1.0);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            var known = arguments[i] switch
            {
                "--out" => (path = value).Length > 0,
                "--only" => Charts.All.ContainsKey(only = value),
                "--seconds" => double.TryParse(value, CultureInfo.InvariantCulture, out seconds) && seconds is >= 0 and < 1e6,
                _ => false,
            };
            if (!known)
            {
                log.WriteLine($"growth: cannot take '{arguments[i]} {value}'; give --out PATH, --seconds 1 (a point), "
                    + $"--only {string.Join('|', Charts.All.Keys)}.");
                return WrongUsage;
            }
        }

        var meter = new Meter(TimeSpan.FromSeconds(seconds), log);
        var charts = Charts.All.Where(chart => only is "" || chart.Key == only).Select(chart => chart.Value(meter)).ToList();
        var command = string.Join(' ', ["dotnet run -c Release --project bench/Drr.Bench -- growth", .. arguments]);
        Write(charts, command, path, output);
        return Done;
    }

    /// <summary>The charts as page, pictures and figures to compare by.</summary>
    public static void Write(IReadOnlyList<Chart> charts, string command, string path, TextWriter output)
    {
        charts = [.. charts.Select(WithShares)];
        var rows = charts.SelectMany(chart => chart.Curves).SelectMany(curve => curve.Points).Select(point => point.Row).ToList();
        var run = new ResultFile(Machine.Current, command, Peak.Operations, rows);
        if (path.Length == 0)
        {
            output.Write(Document.Of(run, charts, "growth"));
            return;
        }

        Directory.CreateDirectory(path);
        run.Write(path + ".json");
        File.WriteAllText(path + ".md", Document.Of(run, charts, Path.GetFileName(path)));
        foreach (var chart in charts)
        {
            File.WriteAllBytes(Path.Combine(path, chart.Key + ".png"), ChartFigure.Of(chart).ToPng());
        }
    }

    /// <summary>Only now, when the peak is known from the whole run.</summary>
    private static Chart WithShares(Chart chart) => chart with
    {
        Curves = [.. chart.Curves.Select(curve => curve with { Points = [.. curve.Points.Select(WithShare)] })],
    };

    private static Point WithShare(Point point) => point with
    {
        Row = point.Row with { OfPeak = point.Row.Operations / point.Seconds / Peak.Operations },
    };
}
