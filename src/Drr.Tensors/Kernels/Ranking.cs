using System.Runtime.Intrinsics;

namespace Drr.Tensors.Kernels;

/// <summary>The best of many scores, in one pass. Plain version: <see cref="Reference.Ranking"/>.</summary>
public static class Ranking
{
    /// <inheritdoc cref="Reference.Ranking.TopK"/>
    public static int TopK(ReadOnlySpan<float> scores, Span<int> best)
    {
        if (best.IsEmpty)
        {
            return 0;
        }

        var vectors = Vectors.Of(scores);
        var (filled, worst) = (0, float.NegativeInfinity); // the score to beat
        for (var i = 0; i < scores.Length; i++)
        {
            var (vector, lane) = Math.DivRem(i, Vector512<float>.Count);
            if (lane == 0 && vector < vectors.Length && Vector512.LessThanOrEqualAll(vectors[vector], Vector512.Create(worst)))
            {
                i += Vector512<float>.Count - 1; // none is better, and none is NaN, which compares false
                continue;
            }

            if (float.IsNaN(scores[i]))
            {
                throw new ArgumentException($"Score {i} is not a number, so there is no ranking.", nameof(scores));
            }

            if (scores[i] > worst)
            {
                filled = Insert(scores, i, best, filled);
                worst = filled < best.Length ? float.NegativeInfinity : scores[best[^1]];
            }
        }

        return filled;
    }

    /// <summary>Puts index i behind all that are at least as good; the last falls out if there is no room.</summary>
    private static int Insert(ReadOnlySpan<float> scores, int i, Span<int> best, int filled)
    {
        var place = Math.Min(filled, best.Length - 1);
        for (; place > 0 && scores[best[place - 1]] < scores[i]; place--)
        {
            best[place] = best[place - 1];
        }

        best[place] = i;
        return Math.Min(filled + 1, best.Length);
    }
}
