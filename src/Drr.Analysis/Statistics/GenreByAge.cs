using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>What each age group watches.</summary>
/// <param name="Groups">Names of the age groups with ratings, youngest first.</param>
/// <param name="Genres">Genres with ratings of those groups, the one with most first.</param>
/// <param name="Shares">[genres][groups]: the genre's part of the group's ratings, in [0, 1].</param>
/// <param name="Lifts">[genres][groups]: that part by the genre's part of all the groups' ratings; 1 is average.</param>
public sealed record GenreByAge(
    IReadOnlyList<string> Groups, IReadOnlyList<string> Genres, IReadOnlyList<double[]> Shares, IReadOnlyList<double[]> Lifts)
{
    /// <summary>Counts a data set; <c>null</c> without ages or genres.</summary>
    public static GenreByAge? Of(RatingDataset dataset, DatasetStats stats)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(stats);
        Moments[][] totals =
        [
            .. Enumerable.Range(0, AgeGroups.Names.Count)
                .Select(group => FilmTotals.Of(dataset, user => AgeGroups.Of(dataset.Users[user]) == group)),
        ];
        double[] ratings = [.. totals.Select(films => films.Sum(film => (double)film.Count))];
        int[] groups = [.. Enumerable.Range(0, totals.Length).Where(group => ratings[group] > 0)];
        var shares = new List<double[]>();
        var (genres, lifts) = (new List<string>(), new List<double[]>());
        foreach (var genre in stats.Genres.Select(genre => genre.Name))
        {
            int[] films = [.. Enumerable.Range(0, dataset.Items.Count).Where(item => dataset.Items[item].Genres.Contains(genre))];
            double[] counts = [.. groups.Select(group => films.Sum(film => (double)totals[group][film].Count))];
            if (counts.Sum() > 0)
            {
                double[] share = [.. counts.Select((count, i) => count / ratings[groups[i]])];
                var overall = counts.Sum() / ratings.Sum();
                genres.Add(genre);
                shares.Add(share);
                lifts.Add([.. share.Select(part => part / overall)]);
            }
        }

        return genres.Count == 0 ? null : new([.. groups.Select(group => AgeGroups.Names[group])], genres, shares, lifts);
    }
}
