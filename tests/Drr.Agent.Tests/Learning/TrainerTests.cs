using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Tensors;

namespace Drr.Agent.Tests.Learning;

public sealed partial class TrainerTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public static TheoryData<ActorObjective> Objectives => [.. Enum.GetValues<ActorObjective>()];

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Objectives))]
    public void The_same_seed_gives_the_same_bits(ActorObjective objective)
    {
        Trainer one = Create(Options(objective)), two = Create(Options(objective)),
            other = Create(Options(objective) with { Seed = 2 });
        Run(one);
        Run(two);
        Run(other);
        Assert.Equal(Weights(one), Weights(two));
        Assert.NotEqual(Weights(one), Weights(other));
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void One_thread_and_two_give_the_same_bits(ActorObjective objective)
    {
        Assert.Equal(Train(threads: 1), Train(threads: 2));

        float[] Train(int threads)
        {
            var options = Options(objective);
            var trainer = Create(options with
            {
                Learning = options.Learning with { Environments = 9, BatchSize = 64, StepsPerUpdate = 4, Threads = threads },
            });
            Run(trainer);
            return Weights(trainer);
        }
    }

    [Theory]
    [InlineData(1, 340)]
    [InlineData(3, 113)] // (400 - 60) / 3
    public void There_is_an_update_for_every_so_many_steps_once_the_memory_is_filled(int stepsPerUpdate, int updates)
    {
        var options = Options(ActorObjective.Ranking);
        var trainer = Create(options with { Learning = options.Learning with { StepsPerUpdate = stepsPerUpdate } });
        Run(trainer);
        Assert.Equal(400, trainer.StepCount);
        Assert.Equal(80, trainer.SessionCount);
        Assert.Equal(updates, trainer.Learner.UpdateCount);
    }

    [Fact]
    public void Reports_cover_the_intervals_between_them()
    {
        var reports = new List<TrainingProgress>();
        Run(Create(Options(ActorObjective.Ranking)), new TrainingCallbacks { Progressed = reports.Add });
        Assert.Equal([100, 200, 300, 400], reports.Select(r => r.Step));
        Assert.Equal([20, 40, 60, 80], reports.Select(r => r.Sessions));
        foreach (var report in reports)
        {
            Assert.InRange(report.HitRate, 0, 1);
            Assert.Equal((1.5 * report.HitRate) - 0.5, report.RewardPerStep, 1e-6); // 1 for a hit, -0.5 for a miss
            Assert.Equal(report.RewardPerStep * TasteProblem.Steps, report.RewardPerSession, 1e-6);
            Assert.InRange(report.DistinctItems, 5, 48);
            Assert.True(report.CriticLoss > 0);
            Assert.InRange(report.MeanAbsoluteAction, Math.Abs(report.MeanAction) + 1e-3, 4);
            Assert.InRange(report.SaturatedShare, 0, 1);
        }

        Assert.Equal(1 - (0.9 * 100 / 200), reports[0].Epsilon, 1e-9);
        Assert.Equal(0.1, reports[3].Epsilon, 1e-9);
    }

    [Fact]
    public void Only_better_figures_are_announced()
    {
        var figures = new Queue<double>([0.3, 0.2, 0.5, 0.5]);
        var best = new List<double>();
        var trainer = Create(Options(ActorObjective.Ranking));
        Run(trainer, new TrainingCallbacks { Validate = figures.Dequeue, Improved = best.Add });
        Assert.Equal([0.3, 0.5], best);
        Assert.Equal(0.5, trainer.BestFigure);
        Assert.Empty(figures);
    }

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 400)] // one stale at 200, then a better one
    [InlineData(3, 400)]
    [InlineData(0, 400)]
    public void Patience_ends_a_run_that_gets_no_better(int patience, int steps)
    {
        var figures = new Queue<double>([0.3, 0.3, 0.5, 0.4]);
        var (reports, checkpoints) = (new List<long>(), new List<long>());
        var options = Options(ActorObjective.Ranking);
        var trainer = Create(options
            with { Learning = options.Learning with { Patience = patience, ReportEvery = 160, CheckpointEvery = 180 } });
        Assert.True(Run(trainer, new TrainingCallbacks
        {
            Validate = figures.Dequeue, Progressed = report => reports.Add(report.Step),
            Checkpoint = () => checkpoints.Add(trainer.StepCount),
        }));
        Assert.Equal(steps, trainer.StepCount);
        Assert.Equal(patience == 1, trainer.StoppedEarly);
        Assert.Equal(patience == 1 ? [160, 200] : [160, 320, 400], reports); // what the end cut short is told too
        Assert.Equal(patience == 1 ? [180, 200] : [180, 360, 400], checkpoints);
        Assert.False(Run(trainer) && trainer.StepCount > steps);
    }

    [Fact]
    public void A_stop_finishes_the_open_sessions_first()
    {
        var trainer = Create(Options(ActorObjective.Ranking));
        using var stop = new CancellationTokenSource();
        Assert.False(trainer.Run(new TrainingCallbacks { Progressed = _ => stop.Cancel() }, stop.Token));
        Assert.Equal(100, trainer.StepCount);
        Assert.Equal(20, trainer.SessionCount);
    }

    [Fact]
    public void Every_user_comes_once_before_any_comes_again()
    {
        var seen = new List<int>();
        var options = Options(ActorObjective.Ranking) with
        {
            Learning = Options(ActorObjective.Ranking).Learning with { Steps = 200 },
        };
        var environments = TasteProblem.Environments(4).Select(inner => new Recorded(inner, seen));
        Run(Create(Networks(options), options, environments));
        Assert.Equal(TasteProblem.Users, seen.Count);
        Assert.Equal(Enumerable.Range(0, TasteProblem.Users), seen.Order());
    }

    [Fact]
    public void What_is_kept_has_the_right_action_discount_and_states()
    {
        var options = Options(ActorObjective.PolicyGradient) with
        {
            Policy = Options(ActorObjective.PolicyGradient).Policy with { EpsilonStart = 0.5, EpsilonEnd = 0.5, Noise = 0 },
            Learning = Options(ActorObjective.PolicyGradient).Learning with { FillSteps = 1_000 },
        };
        var trainer = Create(options);
        Run(trainer);
        var entries = new Dictionary<string, TensorEntry>();
        trainer.Save(entries);
        var (items, next) = ((int[])entries["replay/items"].Values, (int[])entries["replay/next-items"].Values);
        var (shown, rewards) = ((int[])entries["replay/shown"].Values, (float[])entries["replay/rewards"].Values);
        var (discounts, actions) = ((float[])entries["replay/discounts"].Values, (float[])entries["replay/actions"].Values);
        var random = 0;
        for (var i = 0; i < trainer.StepCount; i++)
        {
            var (before, after) = (items[(4 * i)..(4 * (i + 1))], next[(4 * i)..(4 * (i + 1))]);
            Assert.Equal(rewards[i] > 0 ? [.. before[1..], shown[i]] : before, after);
            Assert.Equal(i / 4 % TasteProblem.Steps == TasteProblem.Steps - 1 ? 0 : 0.9f, discounts[i]); // four sessions in step
            random += actions.AsSpan(i * TasteProblem.Size, TasteProblem.Size)
                .SequenceEqual(TasteProblem.Table.Items.Row(shown[i]))
                ? 1 : 0;
        }

        Assert.InRange(random, 160, 240); // half of 400, four standard deviations: a random item's vector stands for its action
    }

    [Fact]
    public void The_number_of_environments_must_be_the_options() => Assert.Throws<ArgumentException>(() =>
        Create(Networks(new DrrOptions()), new DrrOptions(), TasteProblem.Environments(3)));

    internal static bool Run(Trainer trainer, TrainingCallbacks? callbacks = null) =>
        trainer.Run(callbacks, TestContext.Current.CancellationToken);

    internal static Trainer Create(
        ActorCritic networks, DrrOptions options, IEnumerable<IEnvironment>? environments = null, ulong? seed = null) => new(
        new DdpgLearner(networks, options.Learning, options.Environment.EpisodeLength),
        environments ?? TasteProblem.Environments(options.Learning.Environments),
        new UserSampler(Enumerable.Range(0, TasteProblem.Users), new Rng(options.Seed)), options.Policy, options.Replay,
        new Rng(seed ?? options.Seed));

    private static Trainer Create(DrrOptions options, ulong? seed = null) => Create(Networks(options, seed), options, seed: seed);

    private static ActorCritic Networks(DrrOptions options, ulong? seed = null) =>
        new(options.Policy, options.State, TasteProblem.Slots, TasteProblem.Table, new Rng(seed ?? options.Seed));

    private static DrrOptions Options(ActorObjective objective) => new()
    {
        Replay = new() { Prioritized = true },
        Policy = objective == ActorObjective.Ranking
            ? new() { Hidden = 8, EpsilonStart = 1, EpsilonEnd = 0.1, EpsilonSteps = 200 }
            : new()
            {
                Hidden = 8, EpsilonStart = 1, EpsilonEnd = 0.1, EpsilonSteps = 200, ActorForm = ActorForm.Tanh, HistoryShare = 0,
            },
        Learning = new()
        {
            Objective = objective,
            StoredAction = objective == ActorObjective.Ranking ? StoredAction.ShownItem : StoredAction.Vector,
            Steps = 400, Discount = 0.9f, Environments = 4, FillSteps = 60, StepsPerUpdate = 1, BatchSize = 8,
            CriticUpdatesFirst = 50, ReportEvery = 100, ValidateEvery = 100,
        },
    };

    private static float[] Weights(Trainer trainer) =>
        [.. trainer.Learner.Networks.Parameters.Values, .. trainer.Learner.TargetNetworks.Parameters.Values];

    private sealed class Recorded(IEnvironment inner, List<int> users) : IEnvironment
    {
        public Observation Observation => inner.Observation;

        public ReadOnlySpan<bool> Unavailable => inner.Unavailable;

        public void Reset(int user)
        {
            users.Add(user);
            inner.Reset(user);
        }

        public StepOutcome Step(int item) => inner.Step(item);
    }
}
