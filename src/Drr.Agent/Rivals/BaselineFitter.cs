using Drr.Agent.Data;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;

namespace Drr.Agent.Rivals;

/// <summary>Fits baselines on a split's training rows, with their default settings or with those that do best on
/// its validation rows.</summary>
/// <param name="split">The rows.</param> <param name="rewards">Covariances of rewards on them.</param>
/// <param name="agent">Its vectors and its form are used.</param>
/// <param name="seed">Of the random order and of start values.</param>
/// <param name="judge">The figure of a scorer on the validation rows; higher is better.</param>
/// <param name="progress">Receives how many fits are done.</param> <param name="cancellation">Stops a fit.</param>
internal sealed class BaselineFitter(
    DatasetSplit split, RewardCovariances rewards, ActorCritic agent, ulong seed,
    Func<IScorer, double> judge, IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Fits those of a selection.</summary>
    /// <param name="selection">Which, and whether they are tuned.</param>
    /// <param name="mostDenseItems">Baselines that need [items, items] matrices are left out above this many items.</param>
    /// <param name="notify">Called with the cost of a large fit before it begins, and with what is left out.</param>
    /// <exception cref="ArgumentException">They are to be tuned and there is no validation row.</exception>
    internal FittedBaselines Fit(BaselineSelection selection, int mostDenseItems, Action<string>? notify)
    {
        if (selection is BaselineSelection.Tuned or BaselineSelection.TunedOfRatings && split.ValidationUsers.Count == 0)
        {
            throw new ArgumentException("There is no validation row to tune baselines on.", nameof(selection));
        }

        Baseline[] wanted = [.. BaselineList.Of(split, rewards, agent, seed).Where(baseline =>
            baseline.Quick || selection switch
            {
                BaselineSelection.Quick => false,
                BaselineSelection.TunedOfRatings => baseline.OfRatings,
                _ => true,
            })];
        DenseFit[] leftOut = [.. wanted.Select(one => one.Dense).OfType<DenseFit>().Where(fit => fit.Items > mostDenseItems)];
        Array.ForEach(leftOut, fit => fit.SayLeftOut(notify));
        Baseline[] chosen = [.. wanted.Where(baseline => !leftOut.Contains(baseline.Dense))];
        var (total, done) = (chosen.Sum(baseline => Tried(baseline, selection).Length), 0);
        var (scorers, notes) = (new List<IScorer>(), new List<BaselineNote>());
        foreach (var baseline in chosen)
        {
            if (baseline.Dense is { IsLarge: true } fit)
            {
                notify?.Invoke($"{fit.Scorer} takes {fit.Cost}.");
            }

            var (scorer, note) = Fit(
                baseline.Name, Tried(baseline, selection), () => progress.Report("baselines", done++, total, baseline.Name));
            scorers.Add(scorer);
            notes.Add(note);
        }

        return new(scorers, [.. notes.Where(note => note.Settings.Length > 0)], leftOut);
    }

    /// <summary>Fits each of the choices and keeps the best.</summary>
    private (IScorer Scorer, BaselineNote Note) Fit(string name, BaselineChoice[] tried, Action report)
    {
        (BaselineChoice? best, IScorer? bestScorer, double? bestFigure) = (null, null, null);
        var trials = new List<BaselineTrial>();
        foreach (var choice in tried)
        {
            cancellation.ThrowIfCancellationRequested();
            report();
            var scorer = choice.Fit(cancellation);
            double? figure = tried.Length == 1 ? null : judge(scorer);
            if (figure is { } validation)
            {
                trials.Add(new(choice.Settings, validation));
            }

            if (best is null || figure > bestFigure)
            {
                (best, bestScorer, bestFigure) = (choice, scorer, figure);
            }
        }

        return (bestScorer!, new(name, best!.Settings, tried.Length, bestFigure) { Trials = trials });
    }

    private static BaselineChoice[] Tried(Baseline baseline, BaselineSelection selection) =>
        selection == BaselineSelection.Tuned || (selection == BaselineSelection.TunedOfRatings && baseline.OfRatings)
            ? [.. baseline.Choices] : [baseline.Choices[0]];
}
