namespace Drr.Tensors.Kernels;

/// <summary>The best of many scores. Plain version: <see cref="Reference.Ranking"/>.</summary>
public static class Ranking
{
    /// <inheritdoc cref="Reference.Ranking.TopK"/>
    public static int TopK(ReadOnlySpan<float> scores, Span<int> best)
    {
        var filled = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var score = scores[i];
            if (float.IsNaN(score))
            {
                throw new ArgumentException($"Score {i} is not a number, so there is no ranking.", nameof(scores));
            }

            if (float.IsNegativeInfinity(score) || (filled == best.Length && (filled == 0 || score <= scores[best[^1]])))
            {
                continue;
            }

            var place = filled < best.Length ? filled++ : filled - 1;
            for (; place > 0 && scores[best[place - 1]] < score; place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = i;
        }

        return filled;
    }
}
