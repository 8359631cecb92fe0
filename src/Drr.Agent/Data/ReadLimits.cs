namespace Drr.Agent.Data;

/// <summary>How much a reader takes before it refuses, so that a hostile archive cannot fill the memory.</summary>
public sealed record ReadLimits
{
    /// <summary>Files in a zip archive.</summary>
    public int ZipEntries { get; init; } = 10_000;

    /// <summary>Bytes of one unpacked file: over four times the ratings of the largest MovieLens data set.</summary>
    public long UnpackedBytes { get; init; } = 4L << 30;

    /// <summary>Unpacked bytes for each packed byte of a file; rating files reach about 5.</summary>
    public int Expansion { get; init; } = 100;

    /// <summary>Faults of each kind that a check lists; all are counted.</summary>
    public int ListedFaults { get; init; } = 20;
}
