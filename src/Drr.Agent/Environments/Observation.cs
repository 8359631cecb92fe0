namespace Drr.Agent.Environments;

/// <summary>What the agent sees: a user and their latest liked items, as ids. Vectors are looked up by the state module, so that
/// it can learn.</summary>
/// <param name="historyLength">Slots n.</param>
public sealed class Observation(int historyLength)
{
    /// <summary>Stands in a slot that no item fills yet.</summary>
    public const int Empty = -1;

    /// <summary>Dense user id.</summary>
    public int User { get; set; }

    /// <summary>Dense item ids [n], oldest first; <see cref="Empty"/> slots come before all others.</summary>
    public int[] Items { get; } = NewSlots(historyLength);

    /// <summary>Drops the oldest item and appends <paramref name="item"/>.</summary>
    public void Push(int item)
    {
        Items.AsSpan(1).CopyTo(Items);
        Items[^1] = item;
    }

    /// <summary>Takes over another observation's contents; no memory is shared.</summary>
    public void CopyFrom(Observation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        User = other.User;
        other.Items.CopyTo(Items, 0);
    }

    private static int[] NewSlots(int count)
    {
        var slots = new int[count];
        Array.Fill(slots, Empty);
        return slots;
    }
}
