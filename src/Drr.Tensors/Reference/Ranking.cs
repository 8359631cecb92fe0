namespace Drr.Tensors.Reference;

/// <summary>The best of many scores.</summary>
public static class Ranking
{
    /// <summary>Indices of the highest scores, best first; of equal scores the smaller index comes first. A score of -infinity
    /// (masked) is never returned.</summary>
    /// <param name="scores">Any number of them.</param>
    /// <param name="best">Filled from the front, as far as there are scores above -infinity.</param>
    /// <returns>How many indices were filled.</returns>
    /// <exception cref="ArgumentException">A score is not a number.</exception>
    public static int TopK(ReadOnlySpan<float> scores, Span<int> best)
    {
        for (var filled = 0; filled < best.Length; filled++)
        {
            var winner = -1;
            for (var i = 0; i < scores.Length; i++)
            {
                if (float.IsNaN(scores[i]))
                {
                    throw new ArgumentException($"Score {i} is not a number, so there is no ranking.", nameof(scores));
                }

                if (scores[i] > (winner < 0 ? float.NegativeInfinity : scores[winner]) && !best[..filled].Contains(i))
                {
                    winner = i;
                }
            }

            if (winner < 0)
            {
                return filled;
            }

            best[filled] = winner;
        }

        return best.Length;
    }
}
