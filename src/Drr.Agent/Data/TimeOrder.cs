namespace Drr.Agent.Data;

/// <summary>A stable merge sort by time. The library's sort of spans is not stable, and that of LINQ allocates keys and an
/// index for all rows.</summary>
internal static class TimeOrder
{
    private const int Short = 16; // up to here insertion is faster

    /// <param name="ratings">Sorted in place; equal times keep their order.</param>
    /// <param name="scratch">Half as long as <paramref name="ratings"/> or longer.</param>
    public static void Sort(Span<Rating> ratings, Span<Rating> scratch)
    {
        if (ratings.Length <= Short)
        {
            Insert(ratings);
            return;
        }

        var half = ratings.Length / 2;
        Sort(ratings[..half], scratch);
        Sort(ratings[half..], scratch);
        if (ratings[half - 1].Time > ratings[half].Time)
        {
            ratings[..half].CopyTo(scratch);
            Merge(scratch[..half], ratings[half..], ratings);
        }
    }

    private static void Insert(Span<Rating> ratings)
    {
        for (var i = 1; i < ratings.Length; i++)
        {
            var rating = ratings[i];
            var to = i;
            for (; to > 0 && ratings[to - 1].Time > rating.Time; to--)
            {
                ratings[to] = ratings[to - 1];
            }

            ratings[to] = rating;
        }
    }

    // The right half is the end of the destination: once the left half is used up, the rest is in place already.
    private static void Merge(ReadOnlySpan<Rating> left, ReadOnlySpan<Rating> right, Span<Rating> destination)
    {
        var (i, j) = (0, 0);
        while (i < left.Length)
        {
            destination[i + j] = j < right.Length && right[j].Time < left[i].Time ? right[j++] : left[i++];
        }
    }
}
