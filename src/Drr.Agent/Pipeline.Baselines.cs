using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Recommending;
using Drr.Agent.Rivals;

namespace Drr.Agent;

public sealed partial class Pipeline
{
    private readonly Dictionary<float, RewardCovariance> _covariances = []; // of the split of _training, by correlation
    private (DatasetSplit Split, FitRows Rows)? _training;

    /// <summary>Fits the baselines on the training rows.</summary>
    /// <param name="split">The rows.</param> <param name="embeddings">What the agent sees.</param>
    /// <param name="selection">Which, and whether they are tuned on the validation rows.</param>
    /// <param name="seed">Of the random order and of start values.</param>
    /// <param name="mostDenseItems">Above so many items those that hold matrices [items, items] are left out.</param>
    /// <param name="said">Told what a large fit takes before it begins, and what is left out.</param>
    /// <exception cref="ArgumentException">They are to be tuned and there is no validation row.</exception>
    public FittedBaselines Baselines(
        DatasetSplit split, EmbeddingTable embeddings, BaselineSelection selection, ulong seed,
        int mostDenseItems = DenseFit.MostItems, Action<string>? said = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        if (selection is BaselineSelection.Tuned or BaselineSelection.TunedOfRatings && split.ValidationUsers.Count == 0)
        {
            throw new ArgumentException("There is no validation row to tune baselines on.", nameof(split));
        }

        var length = options.Environment.HistoryLength;
        var all = BaselineList.Of(split, TrainingRows(split), of => Covariance(split, of), embeddings, length, seed);
        Baseline[] wanted = [.. all.Where(baseline => baseline.Quick || selection switch
        {
            BaselineSelection.Quick => false,
            BaselineSelection.TunedOfRatings => baseline.OfRatings,
            _ => true,
        })];
        DenseFit[] leftOut = [.. wanted.Select(one => one.Dense).OfType<DenseFit>().Where(fit => fit.Items > mostDenseItems)];
        Array.ForEach(leftOut, fit => said?.Invoke($"{fit.Scorer} is left out: {fit.Cost} for {Counted.Of(fit.Items, "film")}."));
        Baseline[] chosen = [.. wanted.Where(baseline => !leftOut.Contains(baseline.Dense))];
        var (total, done) = (chosen.Sum(baseline => Tried(baseline, selection).Length), 0);
        var (scorers, notes) = (new List<IScorer>(), new List<BaselineNote>());
        foreach (var baseline in chosen)
        {
            if (baseline.Dense is { IsLarge: true } fit)
            {
                said?.Invoke($"{fit.Scorer}: a fit takes {fit.Cost}.");
            }

            var (scorer, note) = Fit(
                baseline, selection, split, embeddings, () => Report("baselines", done++, total, baseline.Name));
            scorers.Add(scorer);
            notes.Add(note);
        }

        return new(scorers, [.. notes.Where(note => note.Settings.Length > 0)], leftOut);
    }

    /// <summary>Fits a baseline with its default settings, or with those that do best on the validation rows.</summary>
    private (IScorer Scorer, BaselineNote Note) Fit(
        Baseline baseline, BaselineSelection selection, DatasetSplit split, EmbeddingTable embeddings, Action report)
    {
        (BaselineChoice? best, IScorer? bestScorer, double? bestFigure) = (null, null, null);
        var tried = Tried(baseline, selection);
        foreach (var choice in tried)
        {
            cancellation.ThrowIfCancellationRequested();
            report();
            var scorer = choice.Fit(cancellation);
            double? figure = tried.Length == 1 ? null : OnValidation(split, embeddings, scorer);
            if (best is null || figure > bestFigure)
            {
                (best, bestScorer, bestFigure) = (choice, scorer, figure);
            }
        }

        return (bestScorer!, new BaselineNote(baseline.Name, best!.Settings, tried.Length, bestFigure));
    }

    private static BaselineChoice[] Tried(Baseline baseline, BaselineSelection selection) =>
        selection == BaselineSelection.Tuned || (selection == BaselineSelection.TunedOfRatings && baseline.OfRatings)
            ? [.. baseline.Choices] : [baseline.Choices[0]];

    /// <summary>A split's training rows, taken apart once: baselines and covariances share what they make of them.</summary>
    private FitRows TrainingRows(DatasetSplit split)
    {
        if (_training?.Split != split)
        {
            _training = (split, new FitRows(data, split.Roles));
            _covariances.Clear();
        }

        return _training.Value.Rows;
    }

    /// <summary>Of rewards over a split's training users; made once.</summary>
    private RewardCovariance Covariance(DatasetSplit split, float correlation)
    {
        var rows = TrainingRows(split);
        return _covariances.TryGetValue(correlation, out var made)
            ? made
            : _covariances[correlation] = new(rows, new EnvironmentOptions().UnratedReward, correlation);
    }

    /// <summary>What baselines are tuned and an agent's states chosen by, on the validation rows: the measure of the
    /// split's protocol, see <see cref="ProtocolColumns.Choosing"/>.</summary>
    private double OnValidation(DatasetSplit split, EmbeddingTable embeddings, IScorer scorer)
    {
        var (length, whole) = (options.Environment.HistoryLength, split.Options.Protocol == SplitProtocol.Catalogue);
        var settings = new EvaluationOptions { Rows = RowRole.Validation, HistoryLength = length, TopK = [10], Resamples = 1 };
        var report = whole
            ? CatalogueProtocol.Evaluate(split, embeddings, [scorer], settings, null, cancellation)
            : RerankProtocol.Evaluate(split, embeddings, [scorer], settings, null, cancellation);
        return report.Sections[0].Value(scorer.Name, ProtocolColumns.Of(report.Card).Choosing.Name).Mean;
    }
}
