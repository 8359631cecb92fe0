using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>Lists of the best of the whole catalogue, for a block of users at once.</summary>
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
    private readonly int[] _best = new int[depth];

    /// <inheritdoc cref="RankingEvaluation.Lister"/>
    public void List(IScorer scorer, ReadOnlySpan<HeldOut> users, ReadOnlySpan<List<int>> lists)
    {
        for (var i = 0; i < users.Length; i++)
        {
            start(users[i].User, _observations[i]);
        }

        scorer.Score(_observations.AsSpan(0, users.Length), _scores);
        for (var i = 0; i < users.Length; i++)
        {
            var scores = _scores.Row(i);
            foreach (var item in _neverShown)
            {
                scores[item] = float.NegativeInfinity;
            }

            users[i].HideKnown(scores);
            lists[i].AddRange(_best.AsSpan(..Ranking.TopK(scores, _best)));
        }
    }
}
