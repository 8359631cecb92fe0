using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Replay;

/// <summary>The last transitions in a ring, one array a field. Observations are kept as ids, not as states, so that the state
/// module can learn from old transitions.</summary>
/// <remarks>Memory doubles as the ring fills, up to the capacity: a large capacity costs nothing until it is used.</remarks>
internal sealed class TransitionStore
{
    private const int FirstRoom = 1024;
    private int _room; // transitions that the arrays have room for
    private int[] _users = [], _items = [], _nextItems = [], _used = [], _shown = [];
    private float[] _actions = [], _rewards = [], _discounts = [];

    /// <summary>An empty ring.</summary>
    /// <param name="capacity">Transitions kept, 1 or more; then the oldest is overwritten.</param>
    /// <param name="shape">Widths of a transition's fields.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range, or a full ring would not fit an array.</exception>
    public TransitionStore(int capacity, TransitionShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.HistoryLength);
        ArgumentOutOfRangeException.ThrowIfNegative(shape.ActionSize);
        ArgumentOutOfRangeException.ThrowIfNegative(shape.UsedLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)capacity * shape.Widest, Array.MaxLength);
        (Capacity, Shape) = (capacity, shape);
    }

    /// <summary>Transitions kept at most.</summary>
    public int Capacity { get; }

    /// <summary>Widths of a transition's fields.</summary>
    public TransitionShape Shape { get; }

    /// <summary>Transitions kept now; they fill slots 0 to Count - 1.</summary>
    public int Count { get; private set; }

    /// <summary>The slot that the next transition takes.</summary>
    public int Next { get; private set; }

    /// <summary>Keeps a transition; a full ring overwrites its oldest.</summary>
    /// <param name="observation">Before the step; copied.</param> <param name="shown">Dense id of the item.</param>
    /// <param name="action">[k]; copied.</param> <param name="reward">In [-1, 1].</param>
    /// <param name="discount">gamma, or 0 at the session's end.</param>
    /// <param name="nextObservation">After the step, of the same user; copied.</param>
    /// <returns>The slot that it took.</returns>
    /// <exception cref="ArgumentException">Lengths or users do not fit, or a number is not finite.</exception>
    public int Add(
        Observation observation, int shown, ReadOnlySpan<float> action, float reward, float discount, Observation nextObservation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(nextObservation);
        var (items, nextItems) = (observation.Items, nextObservation.Items);
        Require(items.Length == Shape.HistoryLength && nextItems.Length == Shape.HistoryLength, "The history's length");
        Require(Shape.UsedLength == 0 || observation.Used.Length <= Shape.UsedLength, "The number of used items");
        Require(observation.User == nextObservation.User, "The user");
        Require(action.Length == Shape.ActionSize, "The action's length");
        Require(float.IsFinite(reward) && float.IsFinite(discount), "The reward or discount");
        var slot = Next;
        Reserve(slot + 1);
        _users[slot] = observation.User;
        items.CopyTo(_items, slot * Shape.HistoryLength);
        nextItems.CopyTo(_nextItems, slot * Shape.HistoryLength);
        KeepUsed(observation.Used, _used.AsSpan(slot * Shape.UsedLength, Shape.UsedLength));
        _shown[slot] = shown;
        action.CopyTo(_actions.AsSpan(slot * Shape.ActionSize));
        (_rewards[slot], _discounts[slot]) = (reward, discount);
        Count = Math.Max(Count, slot + 1);
        Next = slot + 1 == Capacity ? 0 : slot + 1;
        return slot;
    }

    /// <summary>Fills a batch, but for the weights, with the transitions in its <see cref="TransitionBatch.Slots"/>.</summary>
    /// <exception cref="ArgumentException">The batch has other widths.</exception>
    public void Read(TransitionBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Require(batch.Shape == Shape, "The batch's shape");
        var (n, k, m) = (Shape.HistoryLength, Shape.ActionSize, Shape.UsedLength);
        for (var row = 0; row < batch.Size; row++)
        {
            var slot = batch.Slots[row];
            batch.Users[row] = _users[slot];
            _items.AsSpan(slot * n, n).CopyTo(batch.Items.AsSpan(row * n));
            _nextItems.AsSpan(slot * n, n).CopyTo(batch.NextItems.AsSpan(row * n));
            _used.AsSpan(slot * m, m).CopyTo(batch.Used.AsSpan(row * m));
            batch.Shown[row] = _shown[slot];
            _actions.AsSpan(slot * k, k).CopyTo(batch.Actions.AsSpan(row * k));
            batch.Rewards[row] = _rewards[slot];
            batch.Discounts[row] = _discounts[slot];
        }
    }

    /// <summary>Drops every transition; allocated memory is kept.</summary>
    public void Clear() => (Count, Next) = (0, 0);

    /// <summary>Adds copies of the kept transitions and the ring's position to a checkpoint.</summary>
    /// <param name="entries">Arrays by name.</param> <param name="prefix">Put before each name.</param>
    public void Save(IDictionary<string, TensorEntry> entries, string prefix)
    {
        ArgumentNullException.ThrowIfNull(entries);
        entries[prefix + "ring"] = TensorEntry.Of([Capacity, Count, Next]);
        entries[prefix + "users"] = TensorEntry.Of(_users[..Count]);
        entries[prefix + "items"] = TensorEntry.Of(_items[..(Count * Shape.HistoryLength)], Count, Shape.HistoryLength);
        entries[prefix + "next-items"] = TensorEntry.Of(_nextItems[..(Count * Shape.HistoryLength)], Count, Shape.HistoryLength);
        entries[prefix + "used"] = TensorEntry.Of(_used[..(Count * Shape.UsedLength)], Count, Shape.UsedLength);
        entries[prefix + "shown"] = TensorEntry.Of(_shown[..Count]);
        entries[prefix + "actions"] = TensorEntry.Of(_actions[..(Count * Shape.ActionSize)], Count, Shape.ActionSize);
        entries[prefix + "rewards"] = TensorEntry.Of(_rewards[..Count]);
        entries[prefix + "discounts"] = TensorEntry.Of(_discounts[..Count]);
    }

    /// <summary>Replaces the contents: the ring continues as the saved one would have.</summary>
    /// <exception cref="InvalidDataException">An array is missing or has another size, or the ring is of another capacity; then
    /// this ring is empty.</exception>
    public void Load(TensorFile file, string prefix)
    {
        ArgumentNullException.ThrowIfNull(file);
        Clear();
        var ring = new int[3];
        file.CopyTo<int>(prefix + "ring", ring);
        var (capacity, count, next) = (ring[0], ring[1], ring[2]);
        if (capacity != Capacity)
        {
            throw new InvalidDataException(
                $"Checkpoint has replay capacity {capacity}, options say {Capacity}; pass --set replay.capacity={capacity}.");
        }

        if (count < 0 || count > capacity || (count < capacity ? next != count : (uint)next >= (uint)capacity))
        {
            throw new InvalidDataException($"Checkpoint's replay ring is broken: {count} of {capacity} kept, next {next}.");
        }

        if (!file.Tensors.ContainsKey(prefix + "used"))
        {
            throw new InvalidDataException(
                "Checkpoint does not say what its sessions had used up: it is of an older version; "
                + "finish the run with that version, or train anew.");
        }

        Reserve(count);
        file.CopyTo(prefix + "users", _users.AsSpan(0, count));
        file.CopyTo(prefix + "items", _items.AsSpan(0, count * Shape.HistoryLength));
        file.CopyTo(prefix + "next-items", _nextItems.AsSpan(0, count * Shape.HistoryLength));
        file.CopyTo(prefix + "used", _used.AsSpan(0, count * Shape.UsedLength));
        file.CopyTo(prefix + "shown", _shown.AsSpan(0, count));
        file.CopyTo(prefix + "actions", _actions.AsSpan(0, count * Shape.ActionSize));
        file.CopyTo(prefix + "rewards", _rewards.AsSpan(0, count));
        file.CopyTo(prefix + "discounts", _discounts.AsSpan(0, count));
        (Count, Next) = (count, next);
    }

    private static void KeepUsed(ReadOnlySpan<int> used, Span<int> slots)
    {
        if (!slots.IsEmpty)
        {
            used.CopyTo(slots);
            slots[used.Length..].Fill(Observation.Empty);
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
        Array.Resize(ref _items, _room * Shape.HistoryLength);
        Array.Resize(ref _nextItems, _room * Shape.HistoryLength);
        Array.Resize(ref _used, _room * Shape.UsedLength);
        Array.Resize(ref _shown, _room);
        Array.Resize(ref _actions, _room * Shape.ActionSize);
        Array.Resize(ref _rewards, _room);
        Array.Resize(ref _discounts, _room);
    }

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new ArgumentException(
                $"{what} does not fit the replay memory, which keeps {Shape.HistoryLength} history items, "
                + $"{Shape.UsedLength} used items, {Shape.ActionSize} action values, one user a transition and finite numbers.");
        }
    }
}
