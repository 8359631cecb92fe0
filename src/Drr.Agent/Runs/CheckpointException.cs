namespace Drr.Agent.Runs;

/// <summary>A checkpoint does not fit the settings or the data that it is to be used with, or is damaged.</summary>
public sealed class CheckpointException(string message, Exception? cause = null) : Exception(message, cause);
