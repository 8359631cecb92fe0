namespace Drr.Cli.Checks;

/// <summary>What a check of this machine found.</summary>
/// <param name="Name">What was looked at.</param> <param name="Level">How it stands.</param> <param name="Text">What was
/// found.</param>
/// <param name="WayOut">What to do about it; empty where nothing need be done.</param>
internal sealed record Finding(string Name, FindingLevel Level, string Text, string WayOut = "");

/// <summary>How something stands.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>The program works, but not as well as it could.</summary>
    Warn,

    /// <summary>Something will not work.</summary>
    Fail,
}
