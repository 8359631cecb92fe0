namespace Drr.Agent.Data;

/// <summary>The age groups of ML-1M, into which the years of other data sets fall too.</summary>
public static class AgeGroups
{
    private static readonly int[] s_from = [0, 18, 25, 35, 45, 50, 56]; // ML-1M writes 1 for the first

    /// <summary>Youngest first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["under 18", "18 to 24", "25 to 34", "35 to 44", "45 to 49", "50 to 55", "56 and over"];

    /// <summary>The group of a user, or -1 where the age is not known.</summary>
    public static int Of(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Age is { } age ? Array.FindLastIndex(s_from, from => age >= from) : -1;
    }
}
