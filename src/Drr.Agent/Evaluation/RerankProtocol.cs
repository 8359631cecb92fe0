using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation;

/// <summary>Can a scorer order what a user is about to rate? The candidates are the user's own held-out items. T of them are
/// shown one by one, greedily and without learning, and liked items enter the state (Liu et al. 2018, algorithm 2). Liked items
/// are relevant. Sections <c>all</c>, <c>5+</c> and <c>10+</c> hold the users with at least 1, 5 and 10 held-out items.</summary>
/// <remarks>A held-out item without a training row cannot be shown and counts as missed.</remarks>
public static class RerankProtocol
{
    /// <summary>Evaluates scorers on the same users.</summary>
    /// <param name="split">A split by ratings.</param>
    /// <param name="embeddings">The vectors of the scorers.</param>
    /// <param name="scorers">One or more, named differently; the others are compared with the first.</param>
    /// <param name="options">Rows to predict, state, lengths of lists, bootstrap.</param>
    /// <param name="progress">Called after each block of users.</param>
    /// <param name="cancellation">Stops between two scorers of a block.</param>
    /// <exception cref="LeakException">The embeddings were not fitted on the split's training rows.</exception>
    public static EvaluationReport Evaluate(
        DatasetSplit split, EmbeddingTable embeddings, IReadOnlyList<IScorer> scorers, EvaluationOptions options,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        var evaluation = new RankingEvaluation(split, embeddings, scorers, options);
        foreach (var least in (int[])[1, 5, 10])
        {
            evaluation.AddSection(
                least == 1 ? "all" : $"{least}+",
                $"Users with {least} or more held-out items. Relevant: those with a reward above 0.",
                user => user.RatedCount >= least,
                likedOnly: true);
        }

        var start = StartingItems.LatestLiked(split.Dataset, split.Roles, options.HistoryLength);
        var session = new Session(start, embeddings.Fitted, evaluation.Depth);
        evaluation.Run([.. Enumerable.Range(0, split.Dataset.Users.Count)], session.List, progress, cancellation);
        return evaluation.ToReport(
            "rerank",
            state: $"the user's latest {options.HistoryLength} training items with a reward above 0",
            candidates: "the user's own held-out items",
            lists: $"{evaluation.Depth} steps, each shows the best item left; the state takes over items with a reward above 0",
            cancellation);
    }

    /// <summary>One greedy session; reused for all of them.</summary>
    private sealed class Session(StartingItems start, bool[] fitted, int steps)
    {
        private readonly Observation _observation = new(start.HistoryLength);
        private readonly List<int> _candidates = []; // ascending, so that equal scores go to the smaller id
        private readonly float[] _scores = new float[fitted.Length];
        private readonly float[] _candidateScores = new float[fitted.Length];

        public void List(IScorer scorer, ReadOnlySpan<HeldOut> users, ReadOnlySpan<List<int>> lists)
        {
            for (var i = 0; i < users.Length; i++)
            {
                Play(scorer, users[i], lists[i]);
            }
        }

        private void Play(IScorer scorer, HeldOut heldOut, List<int> list)
        {
            _observation.Start(heldOut.User, start.Of(heldOut.User), start.RewardsOf(heldOut.User));
            FindCandidates(heldOut);
            scorer.Score(_observation, _scores);
            while (list.Count < steps && Best() is >= 0 and var best)
            {
                var item = _candidates[best];
                list.Add(item);
                _candidates.RemoveAt(best);
                if (heldOut.Liked[item])
                {
                    _observation.Push(item);
                    scorer.Score(_observation, _scores);
                }
            }
        }

        private void FindCandidates(HeldOut heldOut)
        {
            _candidates.Clear();
            for (var item = 0; item < fitted.Length; item++)
            {
                if (fitted[item] && heldOut.Rated[item])
                {
                    _candidates.Add(item);
                }
            }
        }

        private int Best()
        {
            for (var i = 0; i < _candidates.Count; i++)
            {
                _candidateScores[i] = _scores[_candidates[i]];
            }

            Span<int> best = stackalloc int[1];
            return Ranking.TopK(_candidateScores.AsSpan(.._candidates.Count), best) == 1 ? best[0] : -1;
        }
    }
}
