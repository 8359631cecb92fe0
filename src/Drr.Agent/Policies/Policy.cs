using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Autodiff;
using Drr.Tensors;

namespace Drr.Agent.Policies;

/// <summary>pi(s) of the trained networks for several observations at once, without gradients and without exploration.</summary>
/// <remarks>It reads the networks' present weights, also while they learn. Allocates nothing after construction.</remarks>
public sealed class Policy
{
    private readonly EmbeddingTable _embeddings;
    private readonly Tensor _users; // u of each row, [rows, k]
    private readonly int[] _items;
    private readonly Tape _tape = new();
    private readonly Variable _actions;

    /// <summary>The policy of <paramref name="networks"/> for up to <paramref name="rows"/> observations at once.</summary>
    public Policy(ActorCritic networks, int rows)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        _embeddings = networks.Embeddings;
        _users = new Tensor(new Shape(rows, _embeddings.Size));
        _items = new int[rows * networks.HistoryLength];
        Array.Fill(_items, Observation.Empty);
        var state = networks.State.Forward(_tape, Tape.Constant(_users), _items, frozen: true);
        _actions = networks.Actor.Forward(_tape, state, frozen: true).Action;
    }

    /// <summary>Rows of a batch.</summary>
    public int Rows => _users.Shape.Rows;

    /// <summary>Copies an observation into a row. A guest's vector is folded in from the known ratings, as
    /// those of the table were.</summary>
    /// <exception cref="ArgumentException">Its history has another length.</exception>
    public void Observe(int row, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var slots = _items.Length / Rows;
        if (observation.Items.Length != slots)
        {
            throw new ArgumentException(
                $"The observation has {observation.Items.Length} slots, the agent {slots}.", nameof(observation));
        }

        if (observation.User == Observation.Guest)
        {
            _embeddings.FoldIn(observation.Used, observation.Rewards, slots, _users.Row(row));
        }
        else
        {
            _embeddings.Users.Row(observation.User).CopyTo(_users.Row(row));
        }

        observation.Items.CopyTo(_items, row * slots);
    }

    /// <summary>The actions of all rows, [rows, k]; the policy's memory, overwritten by <see cref="Act"/>.</summary>
    public Tensor Actions => _actions.Value;

    /// <summary>Computes <see cref="Actions"/>.</summary>
    public Span<float> Act()
    {
        _tape.Forward();
        return Actions.Span;
    }
}
