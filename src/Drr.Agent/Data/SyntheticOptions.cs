using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Data;

/// <summary>An invented data set's size and nature. The defaults are small enough to train on in under a minute.</summary>
public sealed record SyntheticOptions
{
    /// <summary>Users, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int Users { get; init; } = 800;

    /// <summary>Films, 2 or more.</summary>
    [Range(2, int.MaxValue)]
    public int Items { get; init; } = 600;

    /// <summary>Ratings: from one a user to half of all pairs of user and film.</summary>
    [Range(1, int.MaxValue)]
    public int Ratings { get; init; } = 40_000;

    /// <summary>Genres, 2 to 18.</summary>
    [Range(2, 18)]
    public int Genres { get; init; } = 12;

    /// <summary>Dimensions of taste, 2 or more: the rank of what there is to learn.</summary>
    [Range(2, 1_000)]
    public int Factors { get; init; } = 8;

    /// <summary>How far taste decides what a user rates, 0 or more: of two equally popular films, the one in the direction of the
    /// taste is picked exp(this) times as often as the one across it.</summary>
    [Range(0.0, 20.0)]
    public double TasteStrength { get; init; } = 5;

    /// <summary>How fast popularity falls with rank; 0 makes all films alike, 1 is Zipf's law.</summary>
    [Range(0.0, 3.0)]
    public double PopularityExponent { get; init; } = 1;

    /// <summary>The values that ratings take.</summary>
    public RatingScale Scale { get; init; } = RatingScale.WholeStars;

    /// <summary>Seed of every random choice.</summary>
    public ulong Seed { get; init; } = 1;
}
