using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Environments;

public sealed class RecommendationEnvironmentTests
{
    // In time: items 0 and 1 make the start of user 0, who later gives 5, 3 and 1 stars to items 2, 3 and 4; item 5 is unrated.
    private static readonly RatingDataset Dataset =
        SmallLog.Of(2, 6, (0, 0, 2), (0, 1, 4), (0, 2, 5), (0, 3, 3), (0, 4, 1), (1, 5, 4));

    [Fact]
    public void A_session_worked_by_hand()
    {
        var environment = New(Dataset, historyLength: 2, episodeLength: 4);
        environment.Reset(0);
        Assert.Equal([0, 1], environment.Observation.Items);
        Assert.Equal([true, true, false, false, false, false], environment.Unavailable.ToArray());
        Assert.Equal(new StepOutcome(0, false), environment.Step(3)); // 3 stars: reward 0 leaves the history alone
        Assert.Equal([0, 1], environment.Observation.Items);
        Assert.Equal(new StepOutcome(1, false), environment.Step(2)); // 5 stars: the oldest item goes
        Assert.Equal([1, 2], environment.Observation.Items);
        Assert.Equal(new StepOutcome(-0.5f, false), environment.Step(5)); // unrated
        Assert.Equal(new StepOutcome(-1, true), environment.Step(4));
        Assert.Equal([1, 2], environment.Observation.Items);
        Assert.Equal([3, 2, 5, 4], Shown(environment));
        Assert.Equal([0, 1, 3, 2, 5, 4], environment.Observation.Used.ToArray()); // the displaced start and the misses too
        Assert.Throws<InvalidOperationException>(() => environment.Step(0));
    }

    [Fact]
    public void What_is_not_available_is_refused()
    {
        var environment = New(Dataset, historyLength: 2, episodeLength: 4, fitted: [true, true, true, false, true, true]);
        Assert.Throws<InvalidOperationException>(() => environment.Step(2)); // no Reset yet
        environment.Reset(0);
        environment.Step(2);
        Assert.Throws<InvalidOperationException>(() => environment.Step(2)); // shown already
        Assert.Throws<InvalidOperationException>(() => environment.Step(0)); // part of the start
        Assert.Throws<InvalidOperationException>(() => environment.Step(3)); // no vector
        Assert.Equal([2], Shown(environment));
    }

    [Fact]
    public void A_session_ends_early_when_no_item_is_left()
    {
        var environment = New(Dataset, historyLength: 4, episodeLength: 10);
        environment.Reset(0);
        Assert.False(environment.Step(4).Ended);
        Assert.True(environment.Step(5).Ended);
    }

    [Fact]
    public void Candidates_leave_only_the_users_rows()
    {
        RowRole[] roles = [RowRole.Train, RowRole.Train, RowRole.Test, RowRole.Train, RowRole.Test, RowRole.Test];
        var test = new RatingLookup(Dataset, roles, RowRole.Test);
        var start = StartingItems.LatestLiked(Dataset, roles, historyLength: 3);
        var environment = new RecommendationEnvironment(
            start, Dataset.AllFitted(), new LogFeedback(test, Dataset.Scale, 0), 10, test);
        environment.Reset(0);
        Assert.Equal([true, true, false, true, false, true], environment.Unavailable.ToArray());
        Assert.False(environment.CanStart(1)); // no liked training item
        Assert.Contains(
            "start from", Assert.Throws<ArgumentException>(() => environment.Reset(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_with_nothing_to_be_shown_is_refused()
    {
        var environment = New(Dataset, historyLength: 5, episodeLength: 10, fitted: [true, true, true, true, true, false]);
        Assert.False(environment.CanStart(0));
        Assert.Contains(
            "be shown", Assert.Throws<ArgumentException>(() => environment.Reset(0)).Message, StringComparison.Ordinal);
    }

    private static int[] Shown(RecommendationEnvironment environment) =>
        environment.Observation.Used[environment.Observation.KnownBefore..].ToArray();

    [Fact]
    public void Sessions_allocate_nothing()
    {
        var dataset = SmallLog.Random(users: 20, items: 60, density: 0.5, seed: 1);
        var log = new RatingLookup(dataset, dataset.AllTrain(), RowRole.Train);
        var environment = New(dataset, historyLength: 5, episodeLength: 20);
        void Play()
        {
            for (var user = 0; user < 20; user++)
            {
                environment.Reset(user);
                while (!environment.Step(environment.Unavailable.IndexOf(false)).Ended) { }
            }
        }

        Play();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Property(MaxTest = 100)]
    public void It_does_what_the_plain_one_does(ulong seed)
    {
        var rng = new Rng(seed);
        var dataset = SmallLog.Random(users: 4, items: 12, density: 0.5, seed);
        var (n, steps) = (1 + rng.NextInt(4), 1 + rng.NextInt(14));
        bool[] fitted = [.. dataset.Items.Select(_ => rng.NextDouble() < 0.8)];
        var environment = New(dataset, n, steps, fitted);
        foreach (var user in Enumerable.Range(0, 12).Select(_ => rng.NextInt(4)).Where(environment.CanStart))
        {
            var naive = new NaiveEnvironment(dataset, fitted, user, n);
            environment.Reset(user);
            for (var ended = false; !ended;)
            {
                Assert.Equal(naive.History, environment.Observation.Items);
                Assert.Equal(naive.Available, Enumerable.Range(0, 12).Where(i => !environment.Unavailable[i]));
                var item = naive.Available[rng.NextInt(naive.Available.Count)];
                var reward = naive.Step(item);
                ended = naive.Shown.Count == steps || naive.Available.Count == 0;
                Assert.Equal(new StepOutcome(reward, ended), environment.Step(item));
            }
        }
    }

    private static RecommendationEnvironment New(
        RatingDataset dataset, int historyLength, int episodeLength, bool[]? fitted = null) => new(
        StartingItems.FirstRated(dataset, dataset.AllTrain(), historyLength),
        fitted ?? dataset.AllFitted(),
        new LogFeedback(new RatingLookup(dataset, dataset.AllTrain(), RowRole.Train), dataset.Scale, unratedReward: -0.5f),
        episodeLength);

    /// <summary>The decision process in lists.</summary>
    private sealed class NaiveEnvironment(RatingDataset dataset, bool[] fitted, int user, int n)
    {
        private readonly Rating[] _rows = dataset.HistoryOf(user).ToArray();
        private readonly List<int> _liked = [.. dataset.HistoryOf(user).ToArray().Take(n).Select(r => r.Item)];

        public List<int> Shown { get; } = [];

        public int[] History => [.. Enumerable.Repeat(-1, n).Concat(_liked).TakeLast(n)];

        public List<int> Available =>
            [.. Enumerable.Range(0, fitted.Length).Where(i => fitted[i]).Except(Shown).Except(_rows.Take(n).Select(r => r.Item))];

        public float Step(int item)
        {
            Shown.Add(item);
            var rows = _rows.Where(r => r.Item == item).ToArray();
            var reward = rows.Length == 0 ? -0.5f : (rows[0].Value - 3) / 2;
            if (reward > 0)
            {
                _liked.Add(item);
            }

            return reward;
        }
    }
}
