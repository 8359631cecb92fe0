using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.Recommending;
using Drr.Agent.Runs;
using Drr.Analysis.Reports;
using static System.FormattableString;

namespace Drr.Analysis.Training;

/// <summary>A run as one page: how training went, how the agent stands beside the baselines, what it recommends, and everything
/// that is needed to repeat it.</summary>
public static class RunReport
{
    private const int LikedShown = 5;

    /// <summary>The page of a run; parts for which there is nothing yet are left out.</summary>
    /// <param name="run">The run.</param> <param name="data">What it was trained on.</param>
    /// <param name="samples">Lists of a few users.</param>
    public static ReportDocument Of(RunFolder run, RatingDataset data, IReadOnlyList<RecommendationList> samples)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(samples);
        var (summary, environment) = (RunSummary.Of(run), run.ReadEnvironment());
        var curves = TrainingFigures.Of(TrainingLog.Of("", run))
            .Select(figure => new ReportSection(figure.Title, figure.Caption, figure, []));
        var title = $"DRR-{Word(summary.Options.State.Module)} on {summary.Dataset}";
        ReportSection[] sections =
            [.. curves, .. Evaluation(run), .. Samples(data, samples), Settings(run, summary), Made(environment)];
        return new(title, Summary(summary, environment), sections, []);
    }

    private static string Summary(RunSummary run, RunEnvironment environment)
    {
        var figures = run.Figures.Take(1).Select(figure => Invariant($"; best {figure.Name} {figure.Value:0.0000}"));
        return Invariant($"{run.Steps:N0} of {Counted.Of(run.TotalSteps, "environment step")}, {Word(run.Status)}, ")
            + Invariant($"seed {environment.Seed}{string.Concat(figures)}.");
    }

    private static IEnumerable<ReportSection> Evaluation(RunFolder run)
    {
        if (run.ReadEvaluation() is not { Card: var card } report)
        {
            yield break;
        }

        var text = $"Protocol {card.Protocol}. State: {card.State}. Candidates: {card.Candidates}. Lists: {card.Lists}. "
            + Invariant($"±: half of the 95 % bootstrap interval over users, {card.Resamples:N0} resamples.");
        if (card.MadeBy is { } made)
        {
            text += $" Evaluated by version {ProgramVersion.InWords(made.Version)}, "
                + $"on {made.Machine.Processor} with {made.Machine.InstructionSet}.";
        }

        var leading = ProtocolColumns.Of(card).Leading.Name;
        yield return new("Beside the baselines", text, null,
            [.. report.Sections.Select(section => Table(section, leading, card.ItemNoun))]);
    }

    private static ReportTable Table(EvaluationSection section, string leading, string noun)
    {
        var (first, lead) = (section.Rows[0].Scorer, section.Column(leading));
        int[] others = [.. Enumerable.Range(0, section.Columns.Count)
            .Where(column => column != lead && !section.Columns[column].EndsWith("@5", StringComparison.Ordinal))];
        return new(
            $"{section.Name}: {Counted.Of(section.Users, "user")}. {section.Rule}",
            ["", leading, "lead", "p", .. others.Select(column => section.Columns[column]), noun + "s"],
            [
                .. section.Rows.Select(row => (IReadOnlyList<Cell>)
                [
                    row.Scorer,
                    Of(row.Values[lead], "0.0000"),
                    row.Scorer == first ? "" : Of(row.Lead[lead].Difference, "+0.0000;-0.0000"),
                    row.Scorer == first ? "" : Probability(row.Lead[lead].HolmP),
                    .. others.Select(column => Of(row.Values[column], "0.0000")),
                    row.DistinctItems,
                ]),
            ],
            $"Lead: {first}'s {leading} less this row's, user by user. p: Wilcoxon's signed-rank test, "
            + $"Holm-corrected over the rows. {char.ToUpperInvariant(noun[0])}{noun[1..]}s: how many different ones all lists "
            + "hold.");
    }

    private static Cell Probability(double p) => new(p < 0.001 ? "< 0.001" : Invariant($"{p:0.000}"), p);

    private static Cell Of(MetricEstimate estimate, string format) =>
        Cell.WithMargin(estimate.Mean, (estimate.High - estimate.Low) / 2, format);

    private static IEnumerable<ReportSection> Samples(RatingDataset data, IReadOnlyList<RecommendationList> samples)
    {
        if (samples.Count > 0)
        {
            yield return new(
                "What it recommends", "To a few users whom the agent was not trained on; never what they have rated.", null,
                [.. samples.Select(sample => Table(data, sample))]);
        }
    }

    private static ReportTable Table(RatingDataset data, RecommendationList sample)
    {
        var liked = data.HistoryOf(data.FindUser(sample.User)).ToArray()
            .Where(rating => Reward.Of(rating.Value, data.Scale) > 0)
            .Reverse().Take(LikedShown).Select(rating => data.Items[rating.Item].Title);
        return new(
            $"User {sample.UserLabel}", ["", data.ItemNoun, "genres"],
            [.. sample.Items.Select(item => (IReadOnlyList<Cell>)[item.Rank, item.Title, string.Join(", ", item.Genres)])],
            $"Liked last: {string.Join(" · ", liked.DefaultIfEmpty("nothing"))}");
    }

    private static ReportSection Settings(RunFolder run, RunSummary summary)
    {
        var origins = run.ReadOrigins();
        return new("Settings", "", null,
        [
            new("Every setting, and where it is from", ["setting", "value", "from"],
            [
                .. Setting.All.Select(setting => (IReadOnlyList<Cell>)
                [
                    setting.Path,
                    JsonSerializer.Serialize(setting.ValueIn(summary.Options), RunJson.Line).Trim('"'),
                    origins.GetValueOrDefault(setting.Path, "default"),
                ]),
            ]),
        ]);
    }

    private static ReportSection Made(RunEnvironment made) => new("Environment", "", null,
    [
        new("Where and on what it was made", ["what", "which"],
        [
            ["version", ProgramVersion.InWords(made.Version)], ["runtime", made.Runtime], ["system", made.System],
            ["processor", made.Processor],
            ["vectors", made.InstructionSet], ["threads", Invariant($"{made.Threads}")], ["seed", Invariant($"{made.Seed}")],
            ["data", $"{made.Dataset}: {Counted.Of(made.Users, "user")}, {Counted.Of(made.Items, made.ItemNoun)}, "
                + Counted.Of(made.Ratings, "rating")],
        ]),
    ]);

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
