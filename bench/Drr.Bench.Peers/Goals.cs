using Drr.Bench.Results;
using static System.FormattableString;
using static System.StringComparison;

namespace Drr.Bench.Peers;

/// <summary>What a loop must reach, and how the rows say it.</summary>
internal sealed record Goal(string Loop, string Reach, Func<IReadOnlyList<ResultRow>, string> Measured);

/// <summary>All goals, in the order of the table.</summary>
internal static class Goals
{
    internal static IReadOnlyList<Goal> All { get; } =
    [
        new("three products of a dense layer, batch 32 .. 1024",
            "at least 80 % of peak forward, 65 % backward, never slower than the peer",
            rows => $"forward {Shares(rows, Names.Forward)}, backward {Shares(rows, Names.InputGradient, Names.WeightGradient)}; "
            + $"{Ratios(rows, Names.Forward, Names.InputGradient, Names.WeightGradient)} times {Torch.Name}"),
        new("a DDPG + PER update with state module, batch 32 / 64 / 256 / 1024",
            "at least 65 % of peak; 4.5 / 3.5 / 2.2 / 3 times the peer",
            rows => $"{Each(rows, Names.Update, row => Invariant($"{row.OfPeak:P0}"))} of peak; "
            + $"{Each(rows, Names.Update, Ratio)} times"),
        new("memory allocated by an update and by an environment step, once warm", "0 bytes", rows =>
            $"{Each(rows, Names.Update, Bytes)}; step {Each(rows, Names.Step, Bytes)}"),
        new("PER, capacity 1,048,576: draw 64 + update 64 priorities",
            "at most 3 % of an update; beat a plain binary tree",
            rows => $"{ShareOfUpdate(rows)} of an update; {Each(rows, Names.Tree, Ratio)} times as fast as the binary tree"),
        new("best 10 of 3,706 items for one action; for 1,208 at once",
            "one pass, no sort of all scores; a matrix product when many",
            rows => $"{Each(rows, Names.Ranking, Time)}; {Ratios(rows, Names.Ranking)} times {Torch.Name}"),
        new("load ML-1M (24.6 MB)", "at most 0.3 s, 200 MB",
            rows => Each(rows, Names.Load, row => $"{Time(row)}, {row.PeakMemory / 1_000_000} MB")),
        new("PMF, k = 100, one pass over 800,000 ratings", "at most 0.25 s", rows => Each(rows, Names.Pmf, Time)),
        new("the reference program's training: 10,000 episodes, batch 32, an update a step", "at most 15 min on two cores",
            rows => $"{Each(rows, Names.Training, Time)} on one"),
        new("two threads, batch 256 / 1024", "same bits; at least 1.6 times one thread",
            rows => $"same bits; {Each(rows, Names.TwoThreads, Ratio)} times"),
    ];

    private static string Each(IReadOnlyList<ResultRow> rows, string prefix, Func<ResultRow, string> show)
    {
        var shown = Of(rows, prefix).Select(show).ToList();
        return shown.Count > 0 ? string.Join(" / ", shown) : "not measured";
    }

    private static string Shares(IReadOnlyList<ResultRow> rows, params string[] prefixes) =>
        Range(prefixes.SelectMany(prefix => Of(rows, prefix)).Select(row => row.OfPeak), x => Invariant($"{x:P0}"));

    private static string Ratios(IReadOnlyList<ResultRow> rows, params string[] prefixes) =>
        Range(prefixes.SelectMany(prefix => Of(rows, prefix)).Select(row => row.Ratio?.Median), x => Invariant($"{x:0.0}"));

    private static string Range(IEnumerable<double?> values, Func<double, string> show)
    {
        var known = values.OfType<double>().ToList();
        return known.Count == 0 ? "not measured" : $"{show(known.Min())} - {show(known.Max())}";
    }

    private static string ShareOfUpdate(IReadOnlyList<ResultRow> rows)
    {
        var (replay, update) = (Of(rows, Names.Replay).FirstOrDefault(), Of(rows, Names.Update + "64").FirstOrDefault());
        return replay is null || update is null
            ? "not measured"
            : Invariant($"{replay.Seconds.Median / update.Seconds.Median:P1}");
    }

    private static string Ratio(ResultRow row) => row.Ratio is { } ratio ? Invariant($"{ratio.Median:0.0}") : "-";

    private static string Bytes(ResultRow row) => Invariant($"{row.AllocatedBytes:N0}");

    private static string Time(ResultRow row) => Markdown.Time(row.Seconds.Median);

    private static IEnumerable<ResultRow> Of(IReadOnlyList<ResultRow> rows, string prefix) =>
        rows.Where(row => row.Name.StartsWith(prefix, Ordinal) && !row.Name.EndsWith(Names.OtherPeer, Ordinal));
}
