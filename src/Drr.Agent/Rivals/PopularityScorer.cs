using System.Globalization;
using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;

namespace Drr.Agent.Rivals;

/// <summary>The same order for all users, from the training rows of each item.</summary>
public sealed class PopularityScorer : IScorer
{
    private readonly float[] _scores; // [items]

    private PopularityScorer(string name, float[] scores) => (Name, _scores) = (name, scores);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>By the number of training rows.</summary>
    public static PopularityScorer OfRatings(RatingDataset dataset, ReadOnlySpan<RowRole> roles) =>
        new("popularity", Sum(dataset, roles, _ => 1));

    /// <summary>By the number of training rows with a reward above 0.</summary>
    public static PopularityScorer OfLiked(RatingDataset dataset, ReadOnlySpan<RowRole> roles) =>
        new("liked count", Sum(dataset, roles, rating => Reward.Of(rating.Value, dataset.Scale) > 0 ? 1 : 0));

    /// <summary>By the mean rating, shrunk towards the mean of all ratings as if every item had <paramref name="damping"/> more
    /// ratings of that value.</summary>
    public static PopularityScorer OfMeanRating(RatingDataset dataset, ReadOnlySpan<RowRole> roles, float damping = 10)
    {
        var (sums, counts) = (Sum(dataset, roles, rating => rating.Value), Sum(dataset, roles, _ => 1));
        var mean = sums.Sum(sum => (double)sum) / Math.Max(1, counts.Sum(count => (double)count));
        var damped = sums.Zip(counts, (sum, count) => (float)((sum + (damping * mean)) / (count + damping)));
        return new("damped mean rating", [.. damped]);
    }

    /// <summary>By the number of training rows, each weighted by one half for every <paramref name="halfLifeDays"/> that it
    /// lies before the latest.</summary>
    public static PopularityScorer OfRecent(RatingDataset dataset, ReadOnlySpan<RowRole> roles, double halfLifeDays)
    {
        const double secondsADay = 86_400;
        ArgumentNullException.ThrowIfNull(dataset);
        var latest = long.MinValue;
        for (var row = 0; row < roles.Length; row++)
        {
            latest = roles[row] == RowRole.Train ? Math.Max(latest, dataset.Ratings[row].Time) : latest;
        }

        return new("trending", Sum(
            dataset, roles, rating => (float)Elementary.Pow(2, (rating.Time - latest) / (halfLifeDays * secondsADay))));
    }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores) => _scores.CopyTo(scores);

    private static float[] Sum(RatingDataset dataset, ReadOnlySpan<RowRole> roles, Func<Rating, float> part)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var sums = new float[dataset.Items.Count];
        for (var row = 0; row < roles.Length; row++)
        {
            if (roles[row] == RowRole.Train)
            {
                sums[dataset.Ratings[row].Item] += part(dataset.Ratings[row]);
            }
        }

        return sums;
    }
}

/// <summary>score(i) = the mean reward of item i over the training users, above the lowest reward;
/// the same for all users.</summary>
/// <param name="covariance">Has the means.</param>
internal sealed class MeanRewardScorer(RewardCovariance covariance) : IScorer
{
    private const float Lowest = -1;

    private readonly float[] _scores =
        [.. Enumerable.Range(0, covariance.ItemCount).Select(item => covariance.MeanOf(item) - Lowest)];

    /// <inheritdoc/>
    public string Name => "mean reward";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores) => _scores.CopyTo(scores);
}

/// <summary>A random order for each user, always the same for one user.</summary>
internal sealed class RandomScorer(ulong seed) : IScorer
{
    private readonly Rng _rng = new(seed);

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var rng = _rng.Fork(string.Create(CultureInfo.InvariantCulture, $"user {observation.User}"));
        foreach (ref var score in scores)
        {
            score = rng.NextSingle();
        }
    }
}
