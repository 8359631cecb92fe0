using System.Text.Json;

namespace Drr.Web.Contracts;

/// <summary>Lines of a run's metrics.</summary>
/// <param name="Name">The run.</param>
/// <param name="Next">Pass it as <c>after</c> to get only what has come since. Smaller than the <c>after</c> that was passed where
/// the run was begun anew; then ask again from 0.</param>
/// <param name="Lines">Each with its <c>stage</c> (train, validate, stop), its <c>step</c> and what was measured.</param>
public sealed record RunMetrics(string Name, int Next, IReadOnlyList<JsonElement> Lines);
