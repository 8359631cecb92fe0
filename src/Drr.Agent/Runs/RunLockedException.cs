namespace Drr.Agent.Runs;

/// <summary>Another process writes to the run.</summary>
public sealed class RunLockedException(string message, Exception inner) : Exception(message, inner);
