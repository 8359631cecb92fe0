using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>Lists of the best of the whole catalogue, for a block of users at once; they are ranked by all
/// cores.</summary>
/// <param name="start">Starts an observation from what is known of a user.</param>
/// <param name="historyLength">Items n of a state.</param>
/// <param name="fitted">[items]: whether an item has a vector; others are never shown.</param>
/// <param name="depth">Length of a list.</param>
internal sealed class CatalogueRanking(Action<int, Observation> start, int historyLength, bool[] fitted, int depth)
{
    private readonly Observation[] _observations =
        [.. Enumerable.Range(0, RankingEvaluation.BlockUsers).Select(_ => new Observation(historyLength))];

    private readonly int[] _neverShown = [.. Enumerable.Range(0, fitted.Length).Where(item => !fitted[item])];
    private readonly Tensor _scores = new(new Shape(RankingEvaluation.BlockUsers, fitted.Length));

    /// <inheritdoc cref="RankingEvaluation.Lister"/>
    public void List(IScorer scorer, ReadOnlySpan<HeldOut> users, ReadOnlySpan<List<int>> lists)
    {
        for (var i = 0; i < users.Length; i++)
        {
            start(users[i].User, _observations[i]);
        }

        scorer.Score(_observations.AsSpan(0, users.Length), _scores);
        var (heldOut, shown) = (users.ToArray(), lists.ToArray());
        Parallel.For(0, heldOut.Length, i => Rank(heldOut[i], _scores.Row(i), shown[i]));
    }

    private void Rank(HeldOut user, Span<float> scores, List<int> list)
    {
        foreach (var item in _neverShown)
        {
            scores[item] = float.NegativeInfinity;
        }

        user.HideKnown(scores);
        var best = new int[depth];
        list.AddRange(best.AsSpan(..Ranking.TopK(scores, best)));
    }
}
