using Drr.Tensors.Measuring;

namespace Drr.Cli.Benchmarks;

/// <summary>How fast this machine is, and how much of that the agent's loops reach.</summary>
/// <param name="Machine">What was measured.</param> <param name="PeakOperations">Of one core: multiply-adds a second, two
/// operations each.</param>
/// <param name="PeakBytes">Of one core: bytes a second, read and written, in the second-level cache.</param>
/// <param name="Products">The matrix products of the widest dense layer.</param>
/// <param name="Updates">Whole updates of the paper's agent, by batch.</param>
/// <param name="ReplaySeconds">Draw 64 of 1,048,576 transitions by priority and set their priorities.</param>
/// <param name="ReplayShare">That as a share of an update of batch 64.</param>
internal sealed record SpeedReport(
    Machine Machine, double PeakOperations, double PeakBytes, IReadOnlyList<SpeedRow> Products, IReadOnlyList<SpeedRow> Updates,
    Spread ReplaySeconds, double ReplayShare);

/// <summary>One piece of work.</summary>
/// <param name="Name">What and how large.</param> <param name="Seconds">A call.</param> <param name="OfPeak">Share of the
/// peak.</param>
internal sealed record SpeedRow(string Name, Spread Seconds, double OfPeak);
