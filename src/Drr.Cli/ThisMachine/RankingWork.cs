using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.States;
using Drr.Tensors;

namespace Drr.Cli.ThisMachine;

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
