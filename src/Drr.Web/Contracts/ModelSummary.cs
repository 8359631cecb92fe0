namespace Drr.Web.Contracts;

/// <summary>An agent that answers.</summary>
/// <param name="Version">Changes whenever another agent answers.</param>
/// <param name="Run">The folder that it comes from.</param>
/// <param name="Name">Its state module: DRR-ave, DRR-p, DRR-u.</param>
/// <param name="LoadedAt">Since when it answers.</param>
/// <param name="HistoryLength">How many liked films its state remembers.</param>
/// <param name="EmbeddingSize">Width of its vectors.</param>
public sealed record ModelSummary(
    string Version, string Run, string Name, DateTimeOffset LoadedAt, int HistoryLength, int EmbeddingSize);
