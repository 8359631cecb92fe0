namespace Drr.Cli;

/// <summary>The command line or a setting is wrong; every fault that was found is a line of the message.</summary>
internal sealed class UsageException(params IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults));
