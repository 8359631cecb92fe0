namespace Drr.Agent.Environments;

/// <summary>What the log pays for an item that the user rated; for others see
/// <see cref="EnvironmentOptions.UnratedReward"/>.</summary>
public enum LogReward
{
    /// <summary>What the rating is worth, as in the paper: from -1 for the lowest to 1 for the highest.</summary>
    Rating,

    /// <summary>1, whatever the rating: for lists of what will be rated.</summary>
    Rated,

    /// <summary>1 for a rating above the middle of the scale; others pay as an item never rated: for lists of what will be
    /// liked.</summary>
    Liked,
}
