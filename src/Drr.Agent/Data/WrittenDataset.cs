namespace Drr.Agent.Data;

/// <summary>What a writer wrote.</summary>
/// <param name="Form">The form that it chose.</param>
/// <param name="Files">The files' names.</param>
/// <param name="Reason">Why the data set does not fit the ML-1M form; <c>null</c> where it does.</param>
public sealed record WrittenDataset(DatasetForm Form, IReadOnlyList<string> Files, string? Reason);
