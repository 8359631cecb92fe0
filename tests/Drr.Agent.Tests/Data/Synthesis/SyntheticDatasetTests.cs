using System.Text.RegularExpressions;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Tensors;

namespace Drr.Agent.Tests.Data.Synthesis;

public sealed partial class SyntheticDatasetTests
{
    private static readonly RatingDataset s_demo = SyntheticDataset.Generate();

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(3, 10, 15)]
    [InlineData(50, 40, 1_000)]
    [InlineData(40, 5_000, 900)]
    public void Sizes_are_as_asked_for(int users, int items, int ratings)
    {
        var data = SyntheticDataset.Generate(new() { Users = users, Items = items, Ratings = ratings });
        Assert.Equal((users, items, ratings), (data.Users.Count, data.Items.Count, data.Ratings.Length));
        for (var user = 0; user < users; user++)
        {
            var rated = data.HistoryOf(user).ToArray().Select(r => r.Item).ToArray();
            Assert.InRange(rated.Length, 1, items / 2);
            Assert.Equal(rated.Length, rated.Distinct().Count());
        }
    }

    [Fact]
    public void The_seed_decides()
    {
        var options = new SyntheticOptions { Users = 30, Items = 40, Ratings = 300 };
        Assert.Equal(SyntheticDataset.Generate(options).Ratings.ToArray(), SyntheticDataset.Generate(options).Ratings.ToArray());
        var other = SyntheticDataset.Generate(options with { Seed = 2 });
        Assert.NotEqual(SyntheticDataset.Generate(options).Ratings.ToArray(), other.Ratings.ToArray());
    }

    [Fact]
    public void Films_and_users_are_described()
    {
        Assert.All(s_demo.Items, item => Assert.Matches(Title(), item.Title));
        Assert.Equal(s_demo.Items.Count, s_demo.Items.Select(item => item.Title).Distinct().Count());
        Assert.All(s_demo.Items, item => Assert.InRange(item.Genres.Count, 1, 3));
        Assert.Equal(12, s_demo.Items.SelectMany(item => item.Genres).Distinct().Count());
        Assert.All(
            s_demo.Users,
            user => Assert.True(user is { Gender: "F" or "M", Age: not null, Occupation: not null, Zip.Length: 5 }));
    }

    [Fact]
    public void Times_grow_and_users_join_one_after_the_other()
    {
        var joined = Enumerable.Range(0, s_demo.Users.Count).Select(user => s_demo.HistoryOf(user)[0].Time / 86_400).ToArray();
        Assert.Equal(joined.Order(), joined);
        for (var user = 0; user < s_demo.Users.Count; user++)
        {
            var times = s_demo.HistoryOf(user).ToArray().Select(r => r.Time).ToArray();
            Assert.Equal(times.Length, times.Distinct().Count());
        }
    }

    [Fact]
    public void All_stars_occur_and_half_stars_where_asked_for()
    {
        var stars = s_demo.Ratings.ToArray().Select(r => r.Value).ToArray();
        Assert.Equal([1, 2, 3, 4, 5], stars.Distinct().Order());
        Assert.InRange(stars.Average(), 3.3, 3.9);
        var halves = SyntheticDataset.Generate(new() { Scale = RatingScale.HalfStars });
        Assert.Equal(10, halves.Ratings.ToArray().Select(r => r.Value).Distinct().Count());
    }

    [Fact]
    public void Popularity_has_a_long_tail()
    {
        var counts = s_demo.Ratings.ToArray().CountBy(r => r.Item).Select(p => p.Value).OrderDescending().ToArray();
        Assert.InRange(counts.Take(60).Sum() / 40_000.0, 0.25, 0.5); // a tenth of the films
        Assert.InRange(counts[0] / (double)counts[300], 4, 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whoever_reads_the_first_ratings_ranks_better_than_popularity(ulong seed)
    {
        var data = SyntheticDataset.Generate(new() { Seed = seed });
        var split = DatasetSplit.ByUser(data, new(), stateLength: 10, seed: 1);
        var (cosine, counts) = Neighbours(data, split);
        var rng = new Rng(seed);
        var random = Precision(split, (_, _) => rng.NextDouble());
        var popularity = Precision(split, (_, item) => counts[item]);
        var neighbours = Precision(split, (state, item) => state.Sum(other => cosine[other, item]));
        Assert.True(random < 0.1 && popularity > 2 * random, $"random {random}, popularity {popularity}");
        Assert.True(neighbours > 1.25 * popularity, $"popularity {popularity}, neighbours {neighbours}");
    }

    [Fact]
    public void Without_taste_popularity_is_all_there_is_to_learn()
    {
        var data = SyntheticDataset.Generate(new() { TasteStrength = 0 });
        var split = DatasetSplit.ByUser(data, new(), stateLength: 10, seed: 1);
        var (cosine, counts) = Neighbours(data, split);
        var neighbours = Precision(split, (state, item) => state.Sum(other => cosine[other, item]));
        Assert.True(neighbours <= 1.02 * Precision(split, (_, item) => counts[item]));
    }

    [Fact]
    public void Stars_follow_the_same_taste_in_every_film_of_a_genre()
    {
        // Of the films that two users both rated, the stars of the one must say something of the other's: quality. What is left
        // over, per user and genre, must be more than noise: split each user's films of a genre in two halves and compare the
        // mean residuals.
        var mean = s_demo.Ratings.ToArray().GroupBy(r => r.Item).ToDictionary(g => g.Key, g => g.Average(r => r.Value));
        var pairs = from rating in s_demo.Ratings.ToArray()
                    from genre in s_demo.Items[rating.Item].Genres
                    group rating.Value - mean[rating.Item] by (rating.User, genre) into residuals
                    where residuals.Count() >= 10
                    select (residuals.Where((_, i) => i % 2 == 0).Average(), residuals.Where((_, i) => i % 2 == 1).Average());
        Assert.True(Correlation([.. pairs]) > 0.2);
    }

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(10, 1, 10)]
    [InlineData(10, 10, 9)]
    [InlineData(10, 10, 51)]
    public void Sizes_that_cannot_be_are_refused(int users, int items, int ratings) =>
        Assert.Throws<ArgumentException>(
            () => SyntheticDataset.Generate(new() { Users = users, Items = items, Ratings = ratings }));

    [GeneratedRegex(@"^((The|A) )?[A-Z][a-z]+( (and|of|for))?( [A-Z][a-z]+)? \((19[3-9]\d)\)$")]
    private static partial Regex Title();

    private static (double[,] Cosine, double[] Counts) Neighbours(RatingDataset data, DatasetSplit split)
    {
        var (together, counts) = (new double[data.Items.Count, data.Items.Count], new double[data.Items.Count]);
        foreach (var user in split.TrainUsers)
        {
            foreach (var a in data.HistoryOf(user))
            {
                counts[a.Item]++;
                foreach (var b in data.HistoryOf(user))
                {
                    together[a.Item, b.Item]++;
                }
            }
        }

        for (var a = 0; a < counts.Length; a++)
        {
            for (var b = 0; b < counts.Length; b++)
            {
                together[a, b] /= Math.Sqrt(Math.Max(counts[a] * counts[b], 1));
            }
        }

        return (together, counts);
    }

    // Share of the ten best-scored films, the state's apart, that the user went on to rate.
    private static double Precision(DatasetSplit split, Func<int[], int, double> score)
    {
        var data = split.Dataset;
        return split.TestUsers.Except(split.UnevaluableUsers).Average(user =>
        {
            var history = data.HistoryOf(user).ToArray().Select(r => r.Item).ToArray();
            var (state, rest) = (history[..10], history[10..].ToHashSet());
            var unseen = Enumerable.Range(0, data.Items.Count).Except(state);
            return unseen.OrderByDescending(item => score(state, item)).Take(10).Count(rest.Contains) / 10.0;
        });
    }

    private static double Correlation((double X, double Y)[] pairs)
    {
        var (x, y) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        var (spreadX, spreadY) = (pairs.Sum(p => (p.X - x) * (p.X - x)), pairs.Sum(p => (p.Y - y) * (p.Y - y)));
        return pairs.Sum(p => (p.X - x) * (p.Y - y)) / Math.Sqrt(spreadX * spreadY);
    }
}
