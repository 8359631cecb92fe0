using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Drr.Bench.Peers;

/// <summary>The update of <see cref="DdpgLearner"/> in TorchSharp as a careful user writes it: no gradients for targets, the
/// critic frozen in the actor's step.</summary>
internal sealed class TorchUpdate : IDisposable
{
    private const float Rate = 1e-3f; // of both optimisers and of the targets, as the learner's options
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly TransitionBatch _batch;
    private readonly bool _withStates;
    private readonly Linear[] _actor, _critic, _targetActor, _targetCritic;
    private readonly Parameter _slots; // w_a, [n, 1]
    private readonly Tensor _targetSlots, _users, _items, _actions, _rewards, _discounts, _weights;
    private readonly (Tensor Source, Tensor Target)[] _followed;
    private readonly optim.Optimizer _actorAdam, _criticAdam;
    private readonly Tensor? _state, _nextState;

    /// <summary>From our weights and batch as they stand.</summary>
    /// <param name="ours">What to do the same as.</param>
    /// <param name="withStates">Make states from ids and learn the state module too; else they are made once, here.</param>
    internal TorchUpdate(DdpgLearner ours, bool withStates)
    {
        (_batch, _withStates) = (ours.Batch, withStates);
        var (networks, table) = (ours.Networks, ours.Networks.Embeddings);
        (_actor, _critic) = (Copy(networks, "actor/layer/"), Copy(networks, "critic/"));
        (_targetActor, _targetCritic) = (Copy(ours.TargetNetworks, "actor/layer/"), Copy(ours.TargetNetworks, "critic/"));
        _slots = new Parameter(tensor(Values(networks, "state/weights"), [networks.HistoryLength, 1]));
        _targetSlots = tensor(Values(ours.TargetNetworks, "state/weights"), [networks.HistoryLength, 1]);
        _users = tensor(table.Users.Span.ToArray(), [table.Users.Shape[0], table.Size]);
        _items = tensor(table.Items.Span.ToArray(), [table.Items.Shape[0], table.Size]);
        _actions = tensor(_batch.Actions, [_batch.Size, table.Size]);
        (_rewards, _discounts, _weights) = (tensor(_batch.Rewards), tensor(_batch.Discounts), tensor(_batch.Weights));
        Parameter[] shared = withStates ? [_slots] : [];
        _followed =
        [
            .. shared.Select(p => ((Tensor)p, _targetSlots)),
            .. Parameters(_actor).Zip(Parameters(_targetActor), (p, target) => ((Tensor)p, (Tensor)target)),
            .. Parameters(_critic).Zip(Parameters(_targetCritic), (p, target) => ((Tensor)p, (Tensor)target)),
        ];
        _actorAdam = optim.Adam([.. shared, .. Parameters(_actor)], Rate);
        _criticAdam = optim.Adam([.. shared, .. Parameters(_critic)], Rate);
        if (!withStates)
        {
            using var _ = no_grad();
            (_state, _nextState) = (State(_batch.Items, _slots), State(_batch.NextItems, _targetSlots));
        }
    }

    /// <summary>Our parameters, each with the values that stand here, in our layout.</summary>
    internal IEnumerable<(Drr.Autodiff.Parameter Ours, float[] Theirs)> Weights(ActorCritic ours) =>
        ours.Parameters.Parameters.Select(p => (p, Flat(p.Name.Split('/') switch
        {
            ["state", ..] => _slots,
            ["actor", _, var layer, "weight"] => _actor[Number(layer)].weight.t(),
            ["actor", _, var layer, _] => _actor[Number(layer)].bias!,
            ["critic", _, var layer, "weight"] => _critic[Number(layer)].weight.t(),
            [_, _, var layer, ..] => _critic[Number(layer)].bias!,
            _ => throw new InvalidOperationException(p.Name),
        })));

    internal void Run()
    {
        using var scope = NewDisposeScope();
        Tensor targets;
        using (no_grad())
        {
            var next = _nextState ?? State(_batch.NextItems, _targetSlots);
            targets = _rewards + (_discounts * Value(_targetCritic, next, Action(_targetActor, next)));
        }

        _criticAdam.zero_grad();
        var error = targets - Value(_critic, _state ?? State(_batch.Items, _slots), _actions);
        (_weights * error * error).mean().backward();
        _criticAdam.step();

        Freeze(_critic, true);
        _actorAdam.zero_grad();
        var state = _state ?? State(_batch.Items, _slots);
        (-Value(_critic, _withStates ? state.detach() : state, Action(_actor, state)).mean()).backward();
        _actorAdam.step();
        Freeze(_critic, false);
        using (no_grad())
        {
            foreach (var (source, target) in _followed)
            {
                target.lerp_(source, Rate);
            }
        }
    }

    public void Dispose() => _scope.Dispose();

    /// <summary>[u ; u ⊗ g ; g] with g the weighted mean of the history.</summary>
    private Tensor State(int[] items, Tensor slots)
    {
        var user = _users.index_select(0, tensor(_batch.Users, int64));
        var history = _items.index_select(0, tensor(items, int64)).view(-1, _batch.Shape.HistoryLength, user.shape[1]);
        var pooled = (history * slots).mean([1]);
        return cat([user, user * pooled, pooled], 1);
    }

    private static Tensor Action(Linear[] actor, Tensor state) =>
        actor[2].forward(actor[1].forward(actor[0].forward(state).relu()).relu()).tanh();

    private static Tensor Value(Linear[] critic, Tensor state, Tensor action)
    {
        var joined = cat([critic[0].forward(state).relu(), action], 1);
        return critic[3].forward(critic[2].forward(critic[1].forward(joined).relu()).relu()).squeeze(1);
    }

    private static void Freeze(Linear[] layers, bool frozen)
    {
        foreach (var parameter in Parameters(layers))
        {
            parameter.requires_grad = !frozen;
        }
    }

    private static IEnumerable<Parameter> Parameters(Linear[] layers) => layers.SelectMany(layer => layer.parameters());

    private static Linear[] Copy(ActorCritic ours, string prefix)
    {
        using var _ = no_grad();
        var layers = new List<Linear>();
        while (ours.Parameters.Parameters.FirstOrDefault(p => p.Name == $"{prefix}{layers.Count}/weight") is { } weight)
        {
            var layer = nn.Linear(weight.Shape[0], weight.Shape[1]);
            layer.weight.copy_(tensor(weight.Value.Span.ToArray(), [weight.Shape[0], weight.Shape[1]]).t());
            layer.bias!.copy_(tensor(Values(ours, $"{prefix}{layers.Count}/bias")));
            layers.Add(layer);
        }

        return [.. layers];
    }

    private static float[] Values(ActorCritic ours, string name) =>
        ours.Parameters.Parameters.Single(p => p.Name == name).Value.Span.ToArray();

    private static float[] Flat(Tensor weight) => weight.contiguous().data<float>().ToArray();

    private static int Number(string layer) => int.Parse(layer, System.Globalization.CultureInfo.InvariantCulture);
}
