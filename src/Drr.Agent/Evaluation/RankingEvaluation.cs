using System.Diagnostics;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Recommending;

namespace Drr.Agent.Evaluation;

/// <summary>What the two ranking protocols share: every scorer lists items for every user, each section measures it.</summary>
internal sealed class RankingEvaluation(
    DatasetSplit split, EmbeddingTable embeddings, IReadOnlyList<IScorer> scorers, EvaluationOptions options)
{
    private readonly ReportBuilder _report = new(split, embeddings, scorers.Select(scorer => scorer.Name), options);
    private readonly RankingColumns _columns = new(options.TopK);
    private readonly List<(SectionTable Table, Func<HeldOut, bool> Serves, bool LikedOnly)> _sections = [];

    /// <summary>The items shown to a user, best first; overwritten by the next call.</summary>
    public delegate ReadOnlySpan<int> Lister(int user, IScorer scorer, HeldOut heldOut);

    /// <summary>The longest list that is measured.</summary>
    public int Depth => _columns.Depth;

    /// <summary>A section of the users whom it <paramref name="serves"/>; relevant is what they rated or liked.</summary>
    public void AddSection(string name, string rule, Func<HeldOut, bool> serves, bool likedOnly) =>
        _sections.Add((_report.Add(name, rule, _columns.Names), serves, likedOnly));

    public void Run(IReadOnlyList<int> users, Lister list, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var heldOut = new HeldOut(split, options.Rows);
        for (var done = 0; done < users.Count; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            heldOut.Load(users[done]);
            var serving = _sections.Where(section => section.Serves(heldOut)).ToArray();
            foreach (var section in _sections)
            {
                section.Table.Count(serving.Contains(section));
            }

            for (var scorer = 0; scorer < scorers.Count && serving.Length > 0; scorer++)
            {
                var begin = Stopwatch.GetTimestamp();
                var items = list(users[done], scorers[scorer], heldOut);
                _report.AddTime(scorer, begin);
                foreach (var (table, _, likedOnly) in serving)
                {
                    table.Add(scorer, Measure(items, heldOut, likedOnly), items);
                }
            }

            progress?.Report(new StageProgress("evaluate", done + 1, users.Count));
        }
    }

    private ReadOnlySpan<double> Measure(ReadOnlySpan<int> items, HeldOut heldOut, bool likedOnly) => likedOnly
        ? _columns.Measure(items, heldOut.Liked, heldOut.LikedCount, _report.Lists)
        : _columns.Measure(items, heldOut.Rated, heldOut.RatedCount, _report.Lists);

    /// <inheritdoc cref="ReportBuilder.ToReport"/>
    public EvaluationReport ToReport(
        string protocol, string state, string candidates, string lists, CancellationToken cancellation) =>
        _report.ToReport(protocol, state, candidates, lists, cancellation);
}
