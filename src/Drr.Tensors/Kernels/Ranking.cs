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
                worst = filled < best.Length ? float.NegativeInfinity : scores[best[0]];
            }
        }

        for (var left = filled - 1; left > 0; left--) // the worst of those left goes behind them
        {
            (best[0], best[left]) = (best[left], best[0]);
            SiftDown(scores, best[..left]);
        }

        return filled;
    }

    /// <summary>Puts index i into a heap with the worst on top, which falls out if there is no room.</summary>
    private static int Insert(ReadOnlySpan<float> scores, int i, Span<int> heap, int filled)
    {
        if (filled == heap.Length)
        {
            heap[0] = i;
            SiftDown(scores, heap);
            return filled;
        }

        var place = filled;
        for (int parent; place > 0 && IsWorse(scores, i, heap[parent = (place - 1) / 2]); place = parent)
        {
            heap[place] = heap[parent];
        }

        heap[place] = i;
        return filled + 1;
    }

    /// <summary>Moves the index on top down to its place.</summary>
    private static void SiftDown(ReadOnlySpan<float> scores, Span<int> heap)
    {
        var (place, index) = (0, heap[0]);
        for (int child; (child = (2 * place) + 1) < heap.Length; place = child)
        {
            child += child + 1 < heap.Length && IsWorse(scores, heap[child + 1], heap[child]) ? 1 : 0;
            if (!IsWorse(scores, heap[child], index))
            {
                break;
            }

            heap[place] = heap[child];
        }

        heap[place] = index;
    }

    private static bool IsWorse(ReadOnlySpan<float> scores, int i, int other) =>
        scores[i] < scores[other] || (scores[i] == scores[other] && i > other);
}
