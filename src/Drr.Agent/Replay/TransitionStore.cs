using Drr.Agent.Environments;

namespace Drr.Agent.Replay;

/// <summary>The last transitions in a ring, one array a field. Observations are kept as ids, never as finished states: only so can the state
/// module learn from old transitions.</summary>
/// <remarks>Memory doubles as it fills, up to the capacity: a large capacity costs nothing until it is used.</remarks>
public sealed class TransitionStore
{
    private const int FirstRoom = 1024;
    private int _room; // transitions that the arrays have room for
    private int[] _users = [], _items = [], _nextItems = [], _shown = [];
    private float[] _actions = [], _rewards = [], _discounts = [];

    /// <summary>An empty ring.</summary>
    /// <param name="capacity">Transitions kept, 1 or more; then the oldest is overwritten.</param>
    /// <param name="historyLength">Slots n of an observation, 1 or more.</param>
    /// <param name="actionSize">Width k of an action; 0 keeps none, for a learner to whom the shown item is the action.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range, or a full ring would not fit an array.</exception>
    public TransitionStore(int capacity, int historyLength, int actionSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(historyLength);
        ArgumentOutOfRangeException.ThrowIfNegative(actionSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)capacity * Math.Max(historyLength, actionSize), Array.MaxLength, nameof(capacity));
        (Capacity, HistoryLength, ActionSize) = (capacity, historyLength, actionSize);
    }

    /// <summary>Transitions kept at most.</summary>
    public int Capacity { get; }

    /// <summary>Slots n of an observation.</summary>
    public int HistoryLength { get; }

    /// <summary>Width k of a stored action; 0 if none is.</summary>
    public int ActionSize { get; }

    /// <summary>Transitions kept now; they fill slots 0 to Count - 1.</summary>
    public int Count { get; private set; }

    /// <summary>The slot that the next transition takes.</summary>
    public int Next { get; private set; }

    /// <summary>Keeps a transition, in place of the oldest when full.</summary>
    /// <param name="observation">Before the step; copied.</param> <param name="shown">Dense id of the item.</param>
    /// <param name="action">[k]; copied.</param> <param name="reward">In [-1, 1].</param> <param name="discount">gamma, or 0 at the session's end.</param>
    /// <param name="nextObservation">After the step, of the same user; copied.</param>
    /// <returns>The slot that it took.</returns>
    /// <exception cref="ArgumentException">Lengths or users do not fit, or a number is not finite.</exception>
    public int Add(
        Observation observation, int shown, ReadOnlySpan<float> action, float reward, float discount, Observation nextObservation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(nextObservation);
        Require(observation.Items.Length == HistoryLength && nextObservation.Items.Length == HistoryLength, "the history's length");
        Require(observation.User == nextObservation.User, "the user");
        Require(action.Length == ActionSize, "the action's length");
        Require(float.IsFinite(reward) && float.IsFinite(discount), "the reward or discount");
        var slot = Next;
        Reserve(slot + 1);
        _users[slot] = observation.User;
        observation.Items.CopyTo(_items, slot * HistoryLength);
        nextObservation.Items.CopyTo(_nextItems, slot * HistoryLength);
        _shown[slot] = shown;
        action.CopyTo(_actions.AsSpan(slot * ActionSize));
        (_rewards[slot], _discounts[slot]) = (reward, discount);
        Count = Math.Max(Count, slot + 1);
        Next = slot + 1 == Capacity ? 0 : slot + 1;
        return slot;
    }

    /// <summary>Fills a batch with the transitions that its <see cref="TransitionBatch.Slots"/> name; leaves the weights alone.</summary>
    /// <exception cref="ArgumentException">The batch has another history length or action width.</exception>
    public void Read(TransitionBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Require(batch.HistoryLength == HistoryLength && batch.Actions.Length == batch.Size * ActionSize, "the batch's shape");
        var (n, k) = (HistoryLength, ActionSize);
        for (var row = 0; row < batch.Size; row++)
        {
            var slot = batch.Slots[row];
            batch.Users[row] = _users[slot];
            _items.AsSpan(slot * n, n).CopyTo(batch.Items.AsSpan(row * n));
            _nextItems.AsSpan(slot * n, n).CopyTo(batch.NextItems.AsSpan(row * n));
            batch.Shown[row] = _shown[slot];
            _actions.AsSpan(slot * k, k).CopyTo(batch.Actions.AsSpan(row * k));
            batch.Rewards[row] = _rewards[slot];
            batch.Discounts[row] = _discounts[slot];
        }
    }

    private void Reserve(int count)
    {
        if (count <= _room)
        {
            return;
        }

        _room = (int)Math.Min(Math.Max(Math.Max(2L * _room, FirstRoom), count), Capacity);
        Array.Resize(ref _users, _room);
        Array.Resize(ref _items, _room * HistoryLength);
        Array.Resize(ref _nextItems, _room * HistoryLength);
        Array.Resize(ref _shown, _room);
        Array.Resize(ref _actions, _room * ActionSize);
        Array.Resize(ref _rewards, _room);
        Array.Resize(ref _discounts, _room);
    }

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new ArgumentException(
                $"{what} does not fit this memory: it keeps finite numbers, one user a transition, {HistoryLength} history items, {ActionSize} action values.");
        }
    }
}
