namespace Drr.TestKit;

/// <summary>Two results differ by more than their tolerance.</summary>
public sealed class CloseException(string message) : Exception(message);
