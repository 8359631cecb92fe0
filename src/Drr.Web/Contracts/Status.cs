using System.Text.Json;

namespace Drr.Web.Contracts;

/// <summary>The state of the service.</summary>
/// <param name="Status"><c>live</c>; <c>ready</c>, <c>waiting</c> for an agent, or <c>failing</c> to keep feedback.</param>
/// <param name="Reason">What it waits for, or what fails.</param>
public sealed record ServiceStatus(string Status, string? Reason = null);

/// <summary>An agent that answers.</summary>
/// <param name="Version">Changes whenever another agent answers.</param>
/// <param name="Run">The name of the run that it comes from.</param>
/// <param name="Name">Its state module: DRR-ave, DRR-p, DRR-u.</param>
/// <param name="LoadedAt">Since when it answers.</param>
/// <param name="HistoryLength">How many films its state holds.</param>
/// <param name="EmbeddingSize">Width of its vectors.</param>
public sealed record ModelSummary(
    string Version, string Run, string Name, DateTimeOffset LoadedAt, int HistoryLength, int EmbeddingSize);

/// <summary>What a reload did.</summary>
/// <param name="Changed">Whether another agent answers now.</param> <param name="Model">The agent that answers.</param>
public sealed record ReloadReport(bool Changed, ModelSummary? Model);

/// <summary>A training run.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Dataset">What it is trained on.</param>
/// <param name="Status"><c>finished</c>, <c>stoppedEarly</c>, or <c>unfinished</c>: at work, or stopped.</param>
/// <param name="Active">Whether its metrics have grown in the last minute.</param>
/// <param name="Steps">Environment steps reported.</param>
/// <param name="TotalSteps">Steps that there will be.</param>
/// <param name="Updated">When its metrics grew last; <c>null</c> before the first.</param>
/// <param name="Served">Whether its agent is the one that answers.</param>
/// <param name="Best">The best validation figures, by name.</param>
public sealed record RunOverview(
    string Name, string Dataset, string Status, bool Active, long Steps, long TotalSteps, DateTimeOffset? Updated, bool Served,
    IReadOnlyDictionary<string, double> Best);

/// <summary>Lines of a run's metrics.</summary>
/// <param name="Name">The run.</param>
/// <param name="Next">Pass it as <c>after</c> to get only what has come since. Smaller than the <c>after</c> that was passed
/// where the run was begun anew; then ask again from 0.</param>
/// <param name="Lines">Each with its <c>stage</c> (train, validate, stop), its <c>step</c> and what was measured.</param>
public sealed record RunMetrics(string Name, int Next, IReadOnlyList<JsonElement> Lines);
