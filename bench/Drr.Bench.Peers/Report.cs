using Drr.Bench.Results;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Peers;

/// <summary>Measures rows, prints each as it comes, and keeps them.</summary>
/// <param name="budget">How long to measure a row.</param> <param name="only">Rows whose name contains this; all if it is
/// empty.</param>
internal sealed class Report(TimeSpan budget, string only)
{
    private readonly List<ResultRow> _rows = [];

    internal IReadOnlyList<ResultRow> Rows => _rows;

    /// <summary>Why something was left out, a line each.</summary>
    internal List<string> LeftOut { get; } = [];

    internal bool Wants(string name) => name.Contains(only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Times our work, alone or in turns with a peer's.</summary>
    /// <param name="name">The work.</param> <param name="operations">Of a call; 0 where arithmetic is not what limits it.</param>
    /// <param name="ours">Our call.</param> <param name="peer">Whose call the other is.</param> <param name="theirs">The same
    /// work; none if the peer is missing.</param>
    internal void Add(string name, double operations, Action ours, string peer = "", Action? theirs = null)
    {
        if (!Wants(name))
        {
            return;
        }

        Peak.Observe();
        ResultRow row;
        if (theirs is null)
        {
            row = new ResultRow(name, Timing.Of(ours, budget));
        }
        else
        {
            var (mine, other, ratio) = Timing.OfPair(ours, theirs, budget);
            row = new ResultRow(name, mine) { Peer = peer, PeerSeconds = other, Ratio = ratio };
        }

        Peak.Observe();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ours();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Add(row with { Operations = operations > 0 ? operations : null, AllocatedBytes = allocated });
    }

    /// <summary>A row that was measured elsewhere.</summary>
    internal void Add(ResultRow row)
    {
        _rows.Add(row);
        Console.WriteLine(Markdown.Row(WithShare(row)));
    }

    /// <summary>All of it; the shares are of the best peak that the run saw.</summary>
    internal ResultFile File(string command)
    {
        Peak.Observe();
        return new(Machine.Current, command, Peak.Operations, [.. _rows.Select(WithShare)]);
    }

    private static ResultRow WithShare(ResultRow row) =>
        row.Operations is { } operations ? row with { OfPeak = operations / row.Seconds.Median / Peak.Operations } : row;
}
