using Drr.Agent;
using static System.FormattableString;

namespace Drr.Cli.Shell;

/// <summary>What is written to stderr: lines, and the progress of the current stage, as a bar on a terminal and as a line every
/// ten seconds elsewhere.</summary>
/// <param name="error">The writer.</param> <param name="animated">Whether <paramref name="error"/> is a terminal.</param>
/// <param name="quiet">Say nothing.</param> <param name="clock">Measures rates.</param>
/// <param name="columns">How wide the terminal is; 0 where nobody knows.</param>
internal sealed class Reporter(TextWriter error, bool animated, bool quiet, TimeProvider clock, Func<int>? columns = null)
    : IProgress<StageProgress>
{
    private const string ClearLine = "\r\e[K";
    private const int BarWidth = 24;
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(0.1), PlainInterval = TimeSpan.FromSeconds(10);
    private string _stage = "";
    private long _started, _shown;
    private int _doneAtStart;
    private bool _barShown;

    /// <summary>Writes a line.</summary>
    internal void Say(string line)
    {
        if (!quiet)
        {
            Clear();
            error.WriteLine(line);
        }
    }

    /// <summary>Removes the bar before anything else is written to the terminal.</summary>
    internal void Clear()
    {
        if (_barShown)
        {
            error.Write(ClearLine);
            _barShown = false;
        }
    }

    /// <inheritdoc/>
    public void Report(StageProgress value)
    {
        if (quiet)
        {
            return;
        }

        var now = clock.GetTimestamp();
        if (value.Stage != _stage)
        {
            (_stage, _started, _shown, _doneAtStart) = (value.Stage, now, now, value.Done);
        }

        var finished = value.Done >= value.Total;
        if (finished)
        {
            Say(Invariant($"{Head(value)} in {Time(clock.GetElapsedTime(_started, now))}{Tail(value)}"));
            _stage = "";
        }
        else if (clock.GetElapsedTime(_shown, now) >= (animated ? Redraw : PlainInterval))
        {
            _shown = now;
            Show(value, clock.GetElapsedTime(_started, now).TotalSeconds);
        }
    }

    private void Show(StageProgress value, double seconds)
    {
        var rate = (value.Done - _doneAtStart) / Math.Max(seconds, 1e-9);
        var left = rate > 0 ? Time(TimeSpan.FromSeconds((value.Total - value.Done) / rate)) + " left" : "";
        var speed = rate is > 0 and < 0.1 ? "" : Invariant($"{rate:0.#}/s  "); // such a rate says less than the time left
        var figures = Invariant($"{100.0 * value.Done / value.Total,3:0} %  {speed}{left}{Tail(value)}");
        if (animated)
        {
            var filled = (int)((long)BarWidth * value.Done / value.Total);
            var bar = $"{new string('█', filled)}{new string('░', BarWidth - filled)} ";
            error.Write(ClearLine + Fitted($"{value.Stage}  {bar}{figures}", $"{value.Stage}  {figures}"));
            error.Flush();
            _barShown = true;
        }
        else
        {
            error.WriteLine($"{Head(value)}  {figures}");
        }
    }

    // A line that wraps could not be taken away again.
    private string Fitted(string line, string shorter)
    {
        var room = columns?.Invoke() is > 1 and var width ? width - 1 : int.MaxValue;
        return line.Length <= room ? line : shorter[..Math.Min(shorter.Length, room)];
    }

    private static string Head(StageProgress value) => Invariant($"{value.Stage}  {value.Done:N0}/{value.Total:N0}");

    private static string Tail(StageProgress value) => value.Metric.Length > 0 ? "  " + value.Metric : "";

    private static string Time(TimeSpan time) => time.TotalSeconds < 10
        ? Invariant($"{time.TotalSeconds:0.0} s")
        : Invariant($"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
