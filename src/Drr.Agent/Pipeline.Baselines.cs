using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Baselines;

namespace Drr.Agent;

public sealed partial class Pipeline
{
    /// <summary>Fits the baselines on the training rows.</summary>
    /// <param name="split">The rows.</param> <param name="embeddings">What the agent sees.</param>
    /// <param name="selection">Which, and whether they are tuned on the validation rows.</param>
    /// <param name="seed">Of the random order and of start values.</param>
    /// <returns>Scorers in the order of a table, and the settings of those that have any.</returns>
    /// <exception cref="ArgumentException">They are to be tuned and there is no validation row.</exception>
    public (IReadOnlyList<IScorer> Scorers, IReadOnlyList<BaselineNote> Notes) Baselines(
        DatasetSplit split, EmbeddingTable embeddings, BaselineSelection selection, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(split);
        if (selection is BaselineSelection.Tuned or BaselineSelection.TunedOfRatings && split.ValidationUsers.Count == 0)
        {
            throw new ArgumentException("There is no validation row to tune baselines on.", nameof(split));
        }

        Baseline[] chosen = [.. BaselineList.Of(split, embeddings, options.Environment.HistoryLength, seed)
            .Where(baseline => baseline.Quick || selection switch
            {
                BaselineSelection.Quick => false,
                BaselineSelection.TunedOfRatings => baseline.OfRatings,
                _ => true,
            })];
        var (total, done) = (chosen.Sum(baseline => Tried(baseline).Count()), 0);
        var (scorers, notes) = (new List<IScorer>(), new List<BaselineNote>());
        foreach (var baseline in chosen)
        {
            (BaselineChoice? best, IScorer? bestScorer, double? bestFigure) = (null, null, null);
            foreach (var choice in Tried(baseline))
            {
                cancellation.ThrowIfCancellationRequested();
                Report("baselines", done++, total, baseline.Name);
                var scorer = choice.Fit();
                double? figure = Tried(baseline).Count() == 1 ? null : OnValidation(split, embeddings, scorer, cancellation);
                if (best is null || figure > bestFigure)
                {
                    (best, bestScorer, bestFigure) = (choice, scorer, figure);
                }
            }

            scorers.Add(bestScorer!);
            notes.Add(new BaselineNote(baseline.Name, best!.Settings, Tried(baseline).Count(), bestFigure));
        }

        return (scorers, [.. notes.Where(note => note.Settings.Length > 0)]);

        IEnumerable<BaselineChoice> Tried(Baseline baseline) =>
            selection == BaselineSelection.Tuned || (selection == BaselineSelection.TunedOfRatings && baseline.OfRatings)
                ? baseline.Choices : baseline.Choices.Take(1);
    }

    /// <summary>What baselines are tuned and an agent's states chosen by, on the validation rows: precision@10 of lists of the whole
    /// catalogue; NDCG@10 of lists of a few held-out items, nearly all of which are shown.</summary>
    private double OnValidation(DatasetSplit split, EmbeddingTable embeddings, IScorer scorer, CancellationToken stop)
    {
        var (length, whole) = (options.Environment.HistoryLength, split.Options.Protocol == SplitProtocol.Catalogue);
        var settings = new EvaluationOptions { Rows = RowRole.Validation, HistoryLength = length, TopK = [10], Resamples = 1 };
        var report = whole
            ? CatalogueProtocol.Evaluate(split, embeddings, [scorer], settings, null, stop)
            : RerankProtocol.Evaluate(split, embeddings, [scorer], settings, null, stop);
        return report.Sections[0].Value(scorer.Name, whole ? "precision@10" : "ndcg@10").Mean;
    }
}
