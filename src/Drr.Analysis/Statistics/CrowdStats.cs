using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>Users who have something in common: an age group, an occupation.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Users">How many they are.</param>
/// <param name="Ratings">What they gave together.</param>
/// <param name="RatingsPerUser">Mean over users.</param>
/// <param name="MeanStars">Mean over their ratings; users are what its interval rests on.</param>
public sealed record CrowdStats(string Name, int Users, int Ratings, Estimate RatingsPerUser, Estimate MeanStars)
{
    /// <summary>Age groups with ratings, youngest first; users of unknown age are in none.</summary>
    public static IReadOnlyList<CrowdStats> ByAge(RatingDataset dataset)
    {
        var groups = Groups(dataset, user => AgeGroups.Of(user) is >= 0 and var group ? AgeGroups.Names[group] : null);
        return [.. groups.OrderBy(crowd => AgeGroups.Names.ToList().IndexOf(crowd.Name))];
    }

    /// <summary>Occupations with ratings, the one with most ratings first; users without one are in none.</summary>
    public static IReadOnlyList<CrowdStats> ByOccupation(RatingDataset dataset) =>
        [.. Groups(dataset, user => user.Occupation).OrderByDescending(crowd => crowd.Ratings).ThenBy(crowd => crowd.Name)];

    private static IEnumerable<CrowdStats> Groups(RatingDataset dataset, Func<User, string?> nameOf)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return from user in Enumerable.Range(0, dataset.Users.Count)
               let name = nameOf(dataset.Users[user])
               where name is not null
               group (Sum: Sum(dataset.HistoryOf(user)), Count: dataset.HistoryOf(user).Length) by name into crowd
               let ratings = crowd.Sum(user => user.Count)
               where ratings > 0
               select new CrowdStats(
                   crowd.Key, crowd.Count(), ratings, Estimate.Of(Moments.Of(crowd.Select(user => (double)user.Count))),
                   Estimate.OfGroups([.. crowd]));
    }

    private static double Sum(ReadOnlySpan<Rating> history)
    {
        var sum = 0.0;
        foreach (ref readonly var rating in history)
        {
            sum += rating.Value;
        }

        return sum;
    }
}
