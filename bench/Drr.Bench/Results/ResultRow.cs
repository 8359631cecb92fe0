using Drr.Tensors.Measuring;

namespace Drr.Bench.Results;

/// <summary>What was measured of one piece of work.</summary>
/// <param name="Name">The work and its size; the key by which files are compared.</param> <param name="Seconds">Of a
/// call.</param>
public sealed record ResultRow(string Name, Spread Seconds)
{
    /// <summary>Operations of a call, two a multiply-add, where arithmetic limits it.</summary>
    public double? Operations { get; init; }

    /// <summary>Share of the run's peak.</summary>
    public double? OfPeak { get; init; }

    /// <summary>Bytes that a call allocates once warm.</summary>
    public long? AllocatedBytes { get; init; }

    /// <summary>Most memory that the process had at once, where the work had a process of its own.</summary>
    public long? PeakMemory { get; init; }

    /// <summary>Who did the same work in turns with ours.</summary>
    public string? Peer { get; init; }

    /// <summary>The peer's seconds a call.</summary>
    public Spread? PeerSeconds { get; init; }

    /// <summary>How many times longer the peer takes, pair by pair.</summary>
    public Spread? Ratio { get; init; }
}
