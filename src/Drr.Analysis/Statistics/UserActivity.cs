using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>How many ratings a user gives; users without one are left out.</summary>
/// <param name="Users">Users with a rating.</param>
/// <param name="Bins">Of equal width on a logarithmic axis, the first at 1 rating or where the users begin.</param>
/// <param name="Concentration">How much of all the most active give.</param>
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
