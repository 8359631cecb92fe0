using Drr.Agent.Environments;
using Drr.Autodiff;

namespace Drr.Agent.Policies;

/// <summary>pi(s) of the trained networks for several observations at once, without gradients and without exploration.</summary>
/// <remarks>Follows the networks as they learn. Allocates nothing after construction.</remarks>
public sealed class Policy
{
    private readonly int[] _users, _items;
    private readonly Tape _tape = new();
    private readonly Variable _actions;

    /// <summary>The policy of <paramref name="networks"/> for up to <paramref name="rows"/> observations at once.</summary>
    public Policy(ActorCritic networks, int rows)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        _users = new int[rows];
        _items = new int[rows * networks.HistoryLength];
        Array.Fill(_items, Observation.Empty);
        _actions = networks.Actor.Forward(_tape, networks.State.Forward(_tape, _users, _items, frozen: true), frozen: true).Action;
    }

    /// <summary>Observations taken at once.</summary>
    public int Rows => _users.Length;

    /// <summary>Puts an observation into a row; it is copied.</summary>
    /// <exception cref="ArgumentException">Its history has another length.</exception>
    public void Observe(int row, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var slots = _items.Length / Rows;
        if (observation.Items.Length != slots)
        {
            throw new ArgumentException($"The observation has {observation.Items.Length} slots, the agent {slots}.", nameof(observation));
        }

        _users[row] = observation.User;
        observation.Items.CopyTo(_items, row * slots);
    }

    /// <summary>The actions of all rows, [rows, k]; the policy's memory, overwritten by the next call.</summary>
    public Span<float> Act()
    {
        _tape.Forward();
        return _actions.Value.Span;
    }
}
