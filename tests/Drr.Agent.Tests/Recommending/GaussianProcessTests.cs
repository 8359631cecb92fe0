using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Recommending;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Recommending;

public sealed class GaussianProcessTests
{
    private const int Items = 12;
    private const float Miss = -0.5f, Noise = 0.3f;

    // The last item is never rated.
    private static readonly RatingDataset Log = SmallLog.Of(
        30, Items,
        [.. SmallLog.Random(30, Items - 1, 0.4, 5).Ratings.ToArray().Select(row => (row.User, row.Item, (int)row.Value))]);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5f)]
    [InlineData(1)]
    public void Means_and_kernel_are_those_of_the_whole_matrix(float correlation)
    {
        var (covariance, plain) = (Covariance(correlation), new PlainCovariance(Log, Miss, correlation));
        for (var item = 0; item < Items; item++)
        {
            Assert.Equal(plain.Means[item], covariance.MeanOf(item), 1e-5);
            Assert.Equal(item != Items - 1, covariance.Varies(item));
            Assert.All(Row(covariance, item), (value, other) => Assert.Equal(plain.Kernel[item, other], value, 1e-5));
        }
    }

    [Fact]
    public void An_item_goes_with_itself_by_its_variance_or_wholly()
    {
        Assert.All(Enumerable.Range(0, Items - 1), item => Assert.Equal(1, Row(Covariance(1), item)[item], 1e-5));
        var paid = Enumerable.Range(0, Log.Users.Count).Select(user =>
            Log.HistoryOf(user).ToArray().Where(row => row.Item == 3).Select(row => (row.Value - 3) / 2)
                .SingleOrDefault(Miss)).ToArray();
        var variance = paid.Average(reward => (reward - paid.Average()) * (reward - paid.Average()));
        Assert.Equal(variance, Row(Covariance(0), 3)[3], 1e-5);
    }

    [Fact]
    public void What_rewards_say_of_others_is_what_an_inverse_says()
    {
        var (process, plain, rng) =
            (new GaussianProcess(Covariance(0.5f), Noise), new PlainCovariance(Log, Miss, 0.5), new Rng(3));
        for (var round = 0; round < 20; round++)
        {
            process.Reset();
            var (items, seen) = (Enumerable.Range(0, Items - 1).ToArray(), new List<(int, float, double)>());
            rng.Shuffle<int>(items);
            float[] means = [.. Enumerable.Range(0, Items).Select(_ => (float)rng.NextGaussian())];
            foreach (var item in items.Take(round % 8))
            {
                var (reward, weight) = ((float)rng.NextGaussian(), 0.2f + (float)rng.NextDouble());
                process.Observe(item, reward, weight);
                seen.Add((item, reward, Noise / weight));
            }

            var expected = plain.Condition([.. means.Select(mean => (double)mean)], seen);
            process.Condition(means);
            Assert.All(means, (mean, item) => Assert.Equal(expected[item], mean, 1e-4));
        }
    }

    [Fact]
    public void Without_noise_a_reward_is_what_was_observed()
    {
        var (process, means) = (new GaussianProcess(Covariance(0), 1e-5f), new float[Items]);
        process.Observe(2, 0.7f, 1);
        process.Observe(6, -0.4f, 1);
        process.Condition(means);
        Assert.Equal(0.7f, means[2], 1e-3);
        Assert.Equal(-0.4f, means[6], 1e-3);
    }

    [Fact]
    public void An_item_that_nobody_rated_says_nothing()
    {
        var (process, means) = (new GaussianProcess(Covariance(0.5f), Noise), new float[Items]);
        process.Observe(Items - 1, 1, 1);
        process.Condition(means);
        Assert.All(means, mean => Assert.Equal(0, mean));
    }

    private static float[] Row(RewardCovariance covariance, int item) => covariance.Row(item, new float[Items]).ToArray();

    private static RewardCovariance Covariance(float correlation) => new(new FitRows(Log, Log.AllTrain()), Miss, correlation);
}
