namespace Drr.Agent.Environments;

/// <summary>What is known of a user at a moment, as ids: the latest liked items, which the state module reads, and every item
/// that was shown or rated with its reward, which cannot be shown again. It holds no vectors: the reader of the ids looks them
/// up, so that states can be computed anew as the networks learn.</summary>
/// <param name="historyLength">Slots n.</param>
public sealed class Observation(int historyLength)
{
    /// <summary>The id in a slot that holds no item yet.</summary>
    public const int Empty = -1;

    /// <summary>The <see cref="User"/> of somebody who is not in the table of vectors.</summary>
    public const int Guest = -1;

    private int[] _used = new int[2 * historyLength]; // grows when more items are known
    private float[] _rewards = new float[2 * historyLength];
    private int _usedCount;

    /// <summary>Dense user id, or <see cref="Guest"/>.</summary>
    public int User { get; set; }

    /// <summary>Dense item ids [n], oldest first; <see cref="Empty"/> slots come before all others.</summary>
    public int[] Items { get; } = NewSlots(historyLength);

    /// <summary>Items that cannot be shown again: those known before the session, then those that it has shown, in order. It
    /// keeps items that were never liked, or that have dropped out of <see cref="Items"/>.</summary>
    public ReadOnlySpan<int> Used => _used.AsSpan(0, _usedCount);

    /// <summary>The reward of each of <see cref="Used"/>, in [-1, 1].</summary>
    public ReadOnlySpan<float> Rewards => _rewards.AsSpan(0, _usedCount);

    /// <summary>The latest reward of an item of <see cref="Used"/>; 0 for another item.</summary>
    public float RewardOf(int item) => Used.LastIndexOf(item) is >= 0 and var place ? _rewards[place] : 0;

    /// <summary>How many of <see cref="Used"/> were known before the session.</summary>
    public int KnownBefore { get; private set; }

    /// <summary>Starts a session.</summary>
    /// <param name="user">Dense user id.</param>
    /// <param name="items">As <see cref="Items"/>, [n]; all of them become used.</param>
    /// <param name="rewards">[n]: their rewards.</param>
    public void Start(int user, ReadOnlySpan<int> items, ReadOnlySpan<float> rewards)
    {
        (User, _usedCount) = (user, 0);
        items.CopyTo(Items);
        for (var slot = 0; slot < items.Length; slot++)
        {
            if (items[slot] != Empty)
            {
                Use(items[slot], rewards[slot]);
            }
        }

        KnownBefore = _usedCount;
    }

    /// <summary>Starts from all that a user rated before, as if a session had shown it: the first ratings fill the slots, then
    /// each with a reward above 0 replaces the oldest item.</summary>
    /// <param name="user">Dense user id, or <see cref="Guest"/>.</param>
    /// <param name="rated">Items and rewards in time order.</param>
    /// <param name="first">How many ratings fill the slots whatever their reward: n where training starts from
    /// first ratings, else 0.</param>
    public void Start(int user, ReadOnlySpan<(int Item, float Reward)> rated, int first)
    {
        (User, _usedCount) = (user, 0);
        Array.Fill(Items, Empty);
        foreach (var (item, reward) in rated)
        {
            if (_usedCount < first || reward > 0)
            {
                Push(item);
            }

            Use(item, reward);
        }

        KnownBefore = _usedCount;
    }

    /// <summary>Adds an answer: the item becomes used, and enters the history if it was liked.</summary>
    public void Answer(int item, float reward)
    {
        if (reward > 0)
        {
            Push(item);
        }

        Use(item, reward);
    }

    /// <summary>Drops the oldest item and appends <paramref name="item"/>.</summary>
    public void Push(int item)
    {
        Items.AsSpan(1).CopyTo(Items);
        Items[^1] = item;
    }

    /// <summary>Adds <paramref name="item"/> and its reward to <see cref="Used"/>.</summary>
    public void Use(int item, float reward)
    {
        if (_usedCount == _used.Length)
        {
            var length = Math.Max(4, 2 * _usedCount);
            Array.Resize(ref _used, length);
            Array.Resize(ref _rewards, length);
        }

        (_used[_usedCount], _rewards[_usedCount]) = (item, reward);
        _usedCount++;
    }

    /// <summary>Copies another observation; no memory is shared.</summary>
    public void CopyFrom(Observation other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (User, _usedCount) = (other.User, 0);
        other.Items.CopyTo(Items, 0);
        for (var i = 0; i < other._usedCount; i++)
        {
            Use(other._used[i], other._rewards[i]);
        }

        KnownBefore = other.KnownBefore;
    }

    private static int[] NewSlots(int count)
    {
        var slots = new int[count];
        Array.Fill(slots, Empty);
        return slots;
    }
}
