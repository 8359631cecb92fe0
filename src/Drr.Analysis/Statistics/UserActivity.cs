using Drr.Agent.Data;
using Drr.Agent.Evaluation;

namespace Drr.Analysis.Statistics;

/// <summary>How many ratings a user gives; users without one are left out.</summary>
/// <param name="Users">Users with a rating.</param>
/// <param name="Bins">Of equal width on a logarithmic axis, the first at 1 rating or where the users begin.</param>
/// <param name="Concentration">How much of all ratings the most active users give.</param>
public sealed record UserActivity(int Users, IReadOnlyList<ActivityBin> Bins, Concentration Concentration)
{
    private const int BinsPerDecade = 12;

    /// <summary>Counts a data set, which has ratings.</summary>
    public static UserActivity Of(RatingDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var histories = Enumerable.Range(0, dataset.Users.Count).Select(user => dataset.HistoryOf(user).Length);
        int[] counts = [.. histories.Where(count => count > 0).Order()];
        var (first, last) = (BinOf(counts[0]), BinOf(counts[^1]));
        var bins = new ActivityBin[last - first + 1];
        var below = 0;
        for (var bin = first; bin <= last; bin++)
        {
            var users = counts.Skip(below).TakeWhile(n => BinOf(n) <= bin).Count();
            below += users;
            bins[bin - first] = new(Edge(bin), Edge(bin + 1), users, (double)below / counts.Length);
        }

        return new(counts.Length, bins, Concentration.Of(counts));
    }

    private static int BinOf(int count) => (int)Math.Floor((BinsPerDecade * Math.Log10(count)) + 1e-9); // 10 and 100 are edges

    private static double Edge(int bin) => Math.Pow(10, (double)bin / BinsPerDecade);
}

/// <summary>Users of about the same activity.</summary>
/// <param name="From">Ratings of a user, this or more.</param>
/// <param name="To">Fewer than this.</param>
/// <param name="Users">Users between the two.</param>
/// <param name="ShareBelow">Users with fewer than <paramref name="To"/> ratings, of all with a rating, in [0, 1].</param>
public sealed record ActivityBin(double From, double To, int Users, double ShareBelow);

/// <summary>How unevenly counts are spread over their owners.</summary>
/// <param name="Gini">0 where all have the same, near 1 where one has all.</param>
/// <param name="TopHundredth">The share of all that the 1 % with the most have, in [0, 1].</param>
/// <param name="TopTenth">The same for the 10 % with the most.</param>
/// <param name="TopFifth">The same for the 20 % with the most.</param>
/// <param name="Curve">The Lorenz curve: at i the share of all that the i % with the least have, i = 0 to 100.</param>
public sealed record Concentration(
    double Gini, double TopHundredth, double TopTenth, double TopFifth, IReadOnlyList<double> Curve)
{
    /// <summary>The concentration of <paramref name="counts"/>, one or more, not all 0.</summary>
    public static Concentration Of(IEnumerable<int> counts)
    {
        int[] sorted = [.. counts.Order()];
        var below = new double[sorted.Length + 1]; // at i: the sum of the i smallest
        for (var i = 0; i < sorted.Length; i++)
        {
            below[i + 1] = below[i] + sorted[i];
        }

        return new(
            ListMetrics.Gini(sorted), Top(0.01), Top(0.1), Top(0.2),
            [.. Enumerable.Range(0, 101).Select(i => At(i / 100.0))]);

        double Top(double share) => 1 - (below[sorted.Length - Math.Max(1, (int)Math.Round(share * sorted.Length))] / below[^1]);

        double At(double share)
        {
            var place = share * sorted.Length;
            var whole = Math.Min((int)place, sorted.Length - 1);
            return (below[whole] + ((place - whole) * sorted[whole])) / below[^1];
        }
    }
}

/// <summary>Users who have something in common: an age group, an occupation.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Users">How many they are.</param>
/// <param name="Ratings">How many ratings they gave.</param>
/// <param name="RatingsPerUser">Mean over users.</param>
/// <param name="MeanStars">Mean over their ratings; its interval takes users, not ratings, as independent.</param>
public sealed record CrowdStats(string Name, int Users, int Ratings, Estimate RatingsPerUser, Estimate MeanStars)
{
    /// <summary>Age groups with ratings, youngest first; users of unknown age are in none.</summary>
    public static IReadOnlyList<CrowdStats> ByAge(RatingDataset dataset)
    {
        var groups = Groups(dataset, user => AgeGroups.Of(user) is >= 0 and var group ? AgeGroups.Names[group] : null);
        return [.. groups.OrderBy(crowd => AgeGroups.Names.ToList().IndexOf(crowd.Name))];
    }

    /// <summary>Occupations with ratings, the one with the most ratings first; users without one are in none.</summary>
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
