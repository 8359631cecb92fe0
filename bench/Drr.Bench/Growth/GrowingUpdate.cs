using Drr.Agent;
using Drr.Agent.Environments;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Cli.ThisMachine;
using Drr.Tensors;

namespace Drr.Bench.Growth;

/// <summary>One whole update of random transitions, in the sizes that the settings say.</summary>
public sealed class GrowingUpdate
{
    private readonly DdpgLearner _learner;
    private readonly PrioritizedReplay _replay;
    private readonly Observation _before, _after;
    private readonly float[] _action, _errors;
    private readonly int[] _start;
    private readonly float[] _paid; // nothing
    private readonly int _items;
    private readonly Rng _rng = new(2);

    /// <summary>An update over an empty memory; call <see cref="Fill"/> first.</summary>
    /// <param name="items">Items that there are.</param> <param name="options">Batch, history, state module, capacity.</param>
    public GrowingUpdate(DrrOptions options, int items = UpdateWork.Items)
    {
        var history = options.Environment.HistoryLength;
        var table = UpdateWork.RandomTable(UpdateWork.Users, items);
        var networks = new ActorCritic(options.Policy, options.State, history, table, new Rng(1));
        _learner = new(networks, options.Learning, options.Environment.EpisodeLength);
        _action = new float[_learner.Batch.Shape.ActionSize];
        _replay = new(options.Replay, _learner.Batch.Shape);
        (_before, _after, _start, _paid) = (new(history), new(history), new int[history], new float[history]);
        (_errors, _items) = (new float[options.Learning.BatchSize], items);
    }

    /// <summary>The paper's agent, whose actor moves in every update, from the first.</summary>
    public static DrrOptions Paper => WithEveryStep(Presets.Paper);

    /// <summary>The default agent, likewise: it ranks all items for each transition, for the actor and for the target.</summary>
    public static DrrOptions Ranking => WithEveryStep(Presets.Ranking);

    /// <summary>Adds random transitions until there are so many.</summary>
    /// <returns>This.</returns>
    public GrowingUpdate Fill(int transitions)
    {
        while (_replay.Count < transitions)
        {
            foreach (ref var item in _start.AsSpan())
            {
                item = _rng.NextInt(_items);
            }

            _before.Start(_rng.NextInt(UpdateWork.Users), _start, _paid);

            foreach (ref var value in _action.AsSpan())
            {
                value = _rng.NextSingle() - 0.5f;
            }

            var shown = _rng.NextInt(_items);
            _after.CopyFrom(_before);
            _after.Push(shown);
            _replay.Add(_before, shown, _action, (_rng.NextInt(5) - 2) / 2f, _rng.NextInt(10) == 0 ? 0 : 0.9f, _after);
            _replay.UpdatePriorities([_replay.Count - 1], [_rng.NextSingle()]);
        }

        return this;
    }

    /// <summary>Draws a batch, learns from it, and sets its priorities.</summary>
    public void Run()
    {
        Draw();
        _replay.UpdatePriorities(_learner.Batch.Slots, _learner.Update());
    }

    /// <summary>The memory's part alone, with random errors.</summary>
    public void RunReplay()
    {
        Draw();
        foreach (ref var error in _errors.AsSpan())
        {
            error = _rng.NextSingle();
        }

        _replay.UpdatePriorities(_learner.Batch.Slots, _errors);
    }

    private void Draw() => _replay.Sample(_learner.Batch, _rng, 0.4);

    private static DrrOptions WithEveryStep(DrrOptions options) => options with
    {
        Environment = options.Environment with { HistoryLength = UpdateWork.History },
        Learning = options.Learning with { BatchSize = 64, CriticUpdatesFirst = 0, ActorDelay = 1 },
    };
}
