namespace Drr.Agent.Environments;

/// <summary>What the agent sees: a user, their latest liked items, and what the session has used up, as ids. Vectors are looked
/// up by the state module, so that it can learn.</summary>
/// <param name="historyLength">Slots n.</param>
public sealed class Observation(int historyLength)
{
    /// <summary>Stands in a slot that no item fills yet.</summary>
    public const int Empty = -1;

    private int[] _used = new int[2 * historyLength]; // grows when a session is longer than the history
    private int _usedCount;

    /// <summary>Dense user id.</summary>
    public int User { get; set; }

    /// <summary>Dense item ids [n], oldest first; <see cref="Empty"/> slots come before all others.</summary>
    public int[] Items { get; } = NewSlots(historyLength);

    /// <summary>Items that cannot be shown any more: those that the session started from, then those that it has shown, in
    /// order. An item that has left <see cref="Items"/>, or was never liked, is still in here.</summary>
    public ReadOnlySpan<int> Used => _used.AsSpan(0, _usedCount);

    /// <summary>Starts a session.</summary>
    /// <param name="user">Dense user id.</param> <param name="items">As <see cref="Items"/>, [n]; all of them are used up.</param>
    public void Start(int user, ReadOnlySpan<int> items)
    {
        (User, _usedCount) = (user, 0);
        items.CopyTo(Items);
        foreach (var item in items)
        {
            if (item != Empty)
            {
                Use(item);
            }
        }
    }

    /// <summary>Drops the oldest item and appends <paramref name="item"/>.</summary>
    public void Push(int item)
    {
        Items.AsSpan(1).CopyTo(Items);
        Items[^1] = item;
    }

    /// <summary>Notes that <paramref name="item"/> was shown.</summary>
    public void Use(int item)
    {
        if (_usedCount == _used.Length)
        {
            Array.Resize(ref _used, Math.Max(4, 2 * _usedCount));
        }

        _used[_usedCount++] = item;
    }

    /// <summary>Takes over another observation's contents; no memory is shared.</summary>
    public void CopyFrom(Observation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (User, _usedCount) = (other.User, 0);
        other.Items.CopyTo(Items, 0);
        foreach (var item in other.Used)
        {
            Use(item);
        }
    }

    private static int[] NewSlots(int count)
    {
        var slots = new int[count];
        Array.Fill(slots, Empty);
        return slots;
    }
}
