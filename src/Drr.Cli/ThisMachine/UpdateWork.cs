using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.States;
using Drr.Tensors;

namespace Drr.Cli.ThisMachine;

/// <summary>One whole update as the paper's agent makes it: draw a batch by priority, the step of critic, actor and state
/// module, soft targets, new priorities. State 300, hidden layers of 128, actions of 100, histories of 10 items; random
/// vectors in the sizes of MovieLens 1M.</summary>
internal sealed class UpdateWork
{
    public const int Users = 6040, Items = 3883, Size = 100, History = 10, EpisodeLength = 10, State = 3 * Size, Hidden = 128;
    private readonly PrioritizedReplay _replay;
    private readonly Rng _rng = new(2);

    public UpdateWork(int batch, int transitions = 100_000, int threads = 1)
    {
        var policy = new PolicyOptions
        {
            ActorForm = ActorForm.Tanh, HistoryShare = 0, Hidden = Hidden,
        };
        var learning = new LearningOptions
        {
            Objective = ActorObjective.PolicyGradient, StoredAction = StoredAction.Vector, BatchSize = batch,
            CriticUpdatesFirst = 0, ActorDelay = 1, SoftUpdateRate = 1e-3f, ActorRate = 1e-3, CriticRate = 1e-3,
            Threads = threads,
        };
        var networks = new ActorCritic(policy, new StateOptions(), History, RandomTable(Users, Items), new Rng(1));
        Learner = new DdpgLearner(networks, learning, EpisodeLength);
        _replay = Fill(transitions, Learner.Batch.Shape);
        Draw();
    }

    public DdpgLearner Learner { get; }

    /// <summary>Multiply-adds, two operations each, that no implementation of this update can do without.</summary>
    /// <remarks>Passes of a network forward, and backward for its weights and for its inputs, cost the same. The actor makes
    /// four, the critic six: the actor's step needs no gradient of the critic's weights, nor of the state through the
    /// critic.</remarks>
    public static double Operations(int batch)
    {
        const double Actor = (State * Hidden) + (Hidden * Hidden) + (Hidden * Size);
        const double Critic = (State * Size) + (2 * Size * Hidden) + (Hidden * Hidden) + Hidden;
        return 2.0 * batch * ((4 * Actor) + (6 * Critic) - (State * Size));
    }

    /// <summary>A memory full of random transitions with random priorities.</summary>
    public static PrioritizedReplay Fill(int transitions, TransitionShape shape)
    {
        var replay = new PrioritizedReplay(new ReplayOptions { Capacity = transitions, Prioritized = true }, shape);
        var (before, after) = (new Observation(History), new Observation(History));
        var (action, rng) = (new float[shape.ActionSize], new Rng(3));
        for (var i = 0; i < transitions; i++)
        {
            before.User = after.User = rng.NextInt(Users);
            foreach (ref var item in before.Items.AsSpan())
            {
                item = rng.NextInt(Items);
            }

            var shown = rng.NextInt(Items);
            after.CopyFrom(before);
            after.Push(shown);
            foreach (ref var value in action.AsSpan())
            {
                value = rng.NextSingle() - 0.5f;
            }

            replay.Add(before, shown, action, (rng.NextInt(5) - 2) / 2f, i % 10 == 9 ? 0 : 0.9f, after);
            replay.UpdatePriorities([i], [rng.NextSingle()]);
        }

        return replay;
    }

    /// <summary>The whole update.</summary>
    public void Run()
    {
        Draw();
        _replay.UpdatePriorities(Learner.Batch.Slots, Learner.Update());
    }

    /// <summary>Normal vectors with the spread that fitted ones are scaled to.</summary>
    public static EmbeddingTable RandomTable(int users, int items)
    {
        var rng = new Rng(4);
        var (ofUsers, ofItems) = (new Tensor(new Shape(users, Size)), new Tensor(new Shape(items, Size)));
        foreach (var table in new[] { ofUsers, ofItems })
        {
            foreach (ref var value in table.Span)
            {
                value = 0.3f * (float)rng.NextGaussian();
            }
        }

        var fitted = new bool[items];
        Array.Fill(fitted, true);
        return new EmbeddingTable(EmbeddingMethod.Svd, ofUsers, ofItems, fitted);
    }

    private void Draw() => _replay.Sample(Learner.Batch, _rng, 0.4);
}

/// <summary>Updates as the defaults make them, on one thread: the ranking objective over ten candidates, of which every second
/// update moves the actor; random vectors in the sizes of MovieLens 1M.</summary>
internal sealed class RankingWork
{
    private static readonly LearningOptions s_options = new() { CriticUpdatesFirst = 0, Threads = 1 };
    private readonly PrioritizedReplay _replay;
    private readonly DdpgLearner _learner;
    private readonly Rng _rng = new(2);

    public RankingWork()
    {
        var table = UpdateWork.RandomTable(UpdateWork.Users, UpdateWork.Items);
        var networks = new ActorCritic(new PolicyOptions(), new StateOptions(), UpdateWork.History, table, new Rng(1));
        _learner = new DdpgLearner(networks, s_options, UpdateWork.EpisodeLength);
        _replay = UpdateWork.Fill(100_000, _learner.Batch.Shape);
    }

    /// <summary>Multiply-adds, two operations each, that no implementation of <see cref="Run"/> can do without: passes of the
    /// networks as in <see cref="UpdateWork.Operations"/>, and for each value of a ranking all items' scores and the
    /// candidates' values.</summary>
    public static double Operations
    {
        get
        {
            const double S = UpdateWork.State, H = UpdateWork.Hidden, K = UpdateWork.Size;
            const double Actor = (S * H) + (H * H) + (H * K), Critic = (S * K) + (2 * K * H) + (H * H) + H;
            var value = (UpdateWork.Items * K) + (S * K) + (K * H) + (s_options.Candidates * ((K * H) + (H * H) + H));
            var perRow = (s_options.ActorDelay * (Actor + value + (3 * Critic) - (K * H))) + (3 * Actor) + value;
            return 2 * s_options.BatchSize * perRow;
        }
    }

    /// <summary>As many updates as there are from one move of the actor to the next.</summary>
    public void Run()
    {
        for (var update = 0; update < s_options.ActorDelay; update++)
        {
            _replay.Sample(_learner.Batch, _rng, 0.4);
            _replay.UpdatePriorities(_learner.Batch.Slots, _learner.Update());
        }
    }
}
