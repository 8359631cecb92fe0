using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Lessons;

/// <summary>11, honesty: a leak looks like skill, and so does luck. Test users are known by their first ten ratings; the rest is
/// to be found among all films. The same vectors with and without the rest, an interval for a lead, and 200 models that know
/// nothing.</summary>
internal static class Lesson11
{
    private const int Slots = 10;

    public static Lesson Lesson { get; } = new(
        Run, "write the paired bootstrap: resample users, take the mean of each resample, and cut 2.5 % from either end.", Check);

    private static readonly RatingDataset s_data = SyntheticDataset.Generate();

    internal static DatasetSplit Split { get; } = DatasetSplit.Create(s_data, new SplitOptions(), Slots, seed: 1);

    /// <summary>Vectors of the training rows alone.</summary>
    internal static EmbeddingTable Clean { get; } = EmbeddingFitter.Fit(Split, new EmbeddingOptions { Size = 16 }, seed: 1);

    /// <summary>The same method on nearly all rows, those that are to be predicted included.</summary>
    internal static EmbeddingTable Leaking { get; } = EmbeddingFitter.Fit(
        DatasetSplit.Create(
            s_data, new SplitOptions { Protocol = SplitProtocol.Rerank, TestShare = 0.01, ValidationShare = 0 }, 0, seed: 1),
        new EmbeddingOptions { Size = 16 }, seed: 1);

    private static void Run()
    {
        Console.WriteLine($"P@10 over {Split.TestUsers.Count} test users");
        var clean = PrecisionsAt(10, new EmbeddingScorer(Clean));
        var popular = PrecisionsAt(10, PopularityScorer.OfRatings(s_data, Split.Roles));
        Console.WriteLine($"  popularity                           {popular.Average():0.000}");
        Console.WriteLine($"  vectors, from training rows          {clean.Average():0.000}");
        var leaking = PrecisionsAt(10, new EmbeddingScorer(Leaking));
        Console.WriteLine($"  vectors, from the test rows too      {leaking.Average():0.000}");
        try
        {
            LeakException.ThrowIfSeen(Leaking, Split);
        }
        catch (LeakException refused)
        {
            Console.WriteLine("the product refuses the last:");
            var reason = refused.Message.Split(':')[1].Replace(", a catalogue", ",\n  a catalogue", StringComparison.Ordinal);
            Console.WriteLine($" {reason}");
        }

        Console.WriteLine();
        var test = PairedTest.Of(clean, popular, new Rng(1));
        Console.WriteLine($"vectors less popularity, user by user: {test.Difference.Mean:+0.000} [{test.Difference.Low:+0.000}, "
            + $"{test.Difference.High:+0.000}]");
        var alone = Bootstrap.Estimate([clean, popular], new Rng(1), 1000);
        Console.WriteLine("each alone: " + string.Join(" and ", alone.Select(one => $"[{one.Low:0.000}, {one.High:0.000}]")));

        Console.WriteLine();
        double[] luck = [.. Enumerable.Range(1, 200).Select(seed => PrecisionsAt(10, new RandomScorer((ulong)seed)).Average())];
        Console.WriteLine($"200 random orders: mean {luck.Average():0.000}, the best of them {luck.Max():0.000}");
    }

    /// <summary>Each test user's share of hits among the first <paramref name="k"/> films.</summary>
    /// <param name="k">Length of a list.</param> <param name="scorer">Whose.</param>
    /// <param name="order">What is done with the films from best to worst before they are shown.</param>
    internal static double[] PrecisionsAt(int k, IScorer scorer, Action<int[]>? order = null)
    {
        var start = StartingItems.FirstRated(s_data, Split.Roles, Slots);
        var (user, observation) = (new HeldOut(Split, RowRole.Test), new Observation(Slots));
        var (scores, list) = (new float[s_data.Items.Count], new int[s_data.Items.Count]);
        return [.. Split.TestUsers.Except(Split.UnevaluableUsers).Select(id =>
        {
            user.Load(id);
            observation.Start(id, start.Of(id), start.RewardsOf(id));
            scorer.Score(observation, scores);
            user.HideKnown(scores);
            var shown = list[..Ranking.TopK(scores, list)];
            order?.Invoke(shown);
            return RankingMetrics.Precision([.. shown.Select(item => user.Rated[item])], k);
        })];
    }

    // <hole>
    /// <summary>The 95 % interval of the mean difference: so many times, draw as many users as there are, with replacement, by
    /// rng.NextInt(users), and take their mean; sort the means; (int)(0.025 · resamples) of them lie beyond either end.</summary>
    private static (double Low, double High) Interval(double[] differences, Rng rng, int resamples)
    {
        return (differences.Min(), differences.Max());
    }
    // </hole>

    private static string? Check()
    {
        var rng = new Rng(4);
        double[] differences = [.. Enumerable.Range(0, 80).Select(_ => 0.05 + (0.2 * rng.NextGaussian()))];
        var expected = Bootstrap.Estimate([differences], new Rng(9), 1000)[0];
        var (low, high) = Interval(differences, new Rng(9), 1000);
        return Math.Abs(low - expected.Low) < 1e-6 && Math.Abs(high - expected.High) < 1e-6
            ? null
            : $"yours is [{low:0.0000}, {high:0.0000}], Bootstrap has [{expected.Low:0.0000}, {expected.High:0.0000}].";
    }
}
