using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Environments;

/// <summary>Hand-made data sets: whole stars, users 0.. and items 0.., times in the order given.</summary>
internal static class SmallLog
{
    internal static RatingDataset Of(int users, int items, params (int User, int Item, int Stars)[] rows) => new(
        "small",
        [.. Enumerable.Range(0, users).Select(u => new User(u + 1))],
        [.. Enumerable.Range(0, items).Select(i => new Item(i + 1, $"Film {i + 1}", []))],
        rows.Select((row, time) => new Rating(row.User, row.Item, row.Stars, time)),
        RatingScale.WholeStars);

    /// <summary>A data set in which every pair is rated with the given density; the seed fixes everything.</summary>
    internal static RatingDataset Random(int users, int items, double density, ulong seed)
    {
        var rng = new Rng(seed);
        var pairs = Enumerable.Range(0, users * items).Where(_ => rng.NextDouble() < density).ToArray();
        rng.Shuffle<int>(pairs);
        return Of(users, items, [.. pairs.Select(p => (p / items, p % items, 1 + rng.NextInt(5)))]);
    }

    /// <summary>A user's first ratings in time, as rewards.</summary>
    internal static (int Item, float Reward)[] Known(RatingDataset dataset, int user, int count = int.MaxValue) =>
        Reward.Of(dataset.HistoryOf(user)[..Math.Min(count, dataset.HistoryOf(user).Length)], dataset.Scale);

    internal static RowRole[] AllTrain(this RatingDataset dataset) => new RowRole[dataset.Ratings.Length];

    internal static bool[] AllFitted(this RatingDataset dataset) => [.. Enumerable.Repeat(true, dataset.Items.Count)];
}
