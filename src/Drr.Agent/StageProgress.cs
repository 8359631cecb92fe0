namespace Drr.Agent;

/// <summary>How far a stage of the flow has come.</summary>
/// <param name="Stage">Its name, such as <c>train</c>.</param>
/// <param name="Done">Units of work done: steps, passes, users.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Metric">The latest figure with its name, such as <c>hits .47</c>; may be empty.</param>
public readonly record struct StageProgress(string Stage, int Done, int Total, string Metric = "");

/// <summary>Reports progress to a listener that may be absent.</summary>
internal static class StageReports
{
    /// <summary>Reports <paramref name="done"/> units of a stage, <paramref name="total"/> at most.</summary>
    internal static void Report(
        this IProgress<StageProgress>? progress, string stage, long done, int total, string metric = "") =>
        progress?.Report(new StageProgress(stage, (int)Math.Min(done, total), total, metric));
}
