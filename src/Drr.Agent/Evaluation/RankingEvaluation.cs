using System.Diagnostics;
using System.Runtime.InteropServices;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Recommending;

namespace Drr.Agent.Evaluation;

/// <summary>What the two ranking protocols share: every scorer lists items for every user, and each
/// section measures the lists.</summary>
/// <remarks>Users are scored in blocks, so that a scorer needs one matrix product for many. Only one
/// block's scores are held.</remarks>
internal sealed class RankingEvaluation(
    DatasetSplit split, EmbeddingTable embeddings, IReadOnlyList<IScorer> scorers, EvaluationOptions options)
{
    /// <summary>Users that are scored together.</summary>
    public const int BlockUsers = 64;

    private readonly ReportBuilder _report = new(split, embeddings, scorers.Select(scorer => scorer.Name), options);
    private readonly RankingColumns _columns = new(options.TopK);
    private readonly List<(SectionTable Table, Func<HeldOut, bool> Serves, bool LikedOnly)> _sections = [];
    private readonly HeldOut[] _block = [.. Enumerable.Range(0, BlockUsers).Select(_ => new HeldOut(split, options.Rows))];
    private readonly List<int>[] _lists = [.. Enumerable.Range(0, BlockUsers).Select(_ => new List<int>())];

    /// <summary>Lists items for up to <see cref="BlockUsers"/> users.</summary>
    /// <param name="scorer">Whose lists.</param> <param name="users">What is known of each.</param>
    /// <param name="lists">One a user, empty; takes the items shown, best first.</param>
    public delegate void Lister(IScorer scorer, ReadOnlySpan<HeldOut> users, ReadOnlySpan<List<int>> lists);

    /// <summary>The longest list that is measured.</summary>
    public int Depth => _columns.Depth;

    /// <summary>Adds a section of the users for whom <paramref name="serves"/> holds; relevant is what
    /// they rated or liked.</summary>
    public void AddSection(string name, string rule, Func<HeldOut, bool> serves, bool likedOnly) =>
        _sections.Add((_report.Add(name, rule, _columns.Names), serves, likedOnly));

    public void Run(IReadOnlyList<int> users, Lister list, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var waiting = 0; // users of the block
        for (var done = 1; done <= users.Count; done++)
        {
            waiting += Serves(_block[waiting], users[done - 1]) ? 1 : 0;
            if (waiting == BlockUsers || done == users.Count)
            {
                Measure(_block.AsSpan(0, waiting), list, cancellation);
                progress?.Report(new StageProgress("evaluate", done, users.Count));
                waiting = 0;
            }
        }
    }

    /// <summary>Loads a user and counts it in every section.</summary>
    /// <returns>Whether a section measures it.</returns>
    private bool Serves(HeldOut heldOut, int user)
    {
        heldOut.Load(user);
        foreach (var (table, serves, _) in _sections)
        {
            table.Count(serves(heldOut));
        }

        return _sections.Any(section => section.Serves(heldOut));
    }

    private void Measure(ReadOnlySpan<HeldOut> users, Lister list, CancellationToken cancellation)
    {
        for (var scorer = 0; scorer < scorers.Count && users.Length > 0; scorer++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.ForEach(_lists, items => items.Clear());
            var begin = Stopwatch.GetTimestamp();
            list(scorers[scorer], users, _lists.AsSpan(0, users.Length));
            _report.AddTime(scorer, begin);
            for (var user = 0; user < users.Length; user++)
            {
                var items = CollectionsMarshal.AsSpan(_lists[user]);
                foreach (var (table, serves, likedOnly) in _sections)
                {
                    if (serves(users[user]))
                    {
                        table.Add(scorer, Values(items, users[user], likedOnly), items);
                    }
                }
            }
        }
    }

    private ReadOnlySpan<double> Values(ReadOnlySpan<int> items, HeldOut heldOut, bool likedOnly) => likedOnly
        ? _columns.Measure(items, heldOut.Liked, heldOut.LikedCount, _report.Lists)
        : _columns.Measure(items, heldOut.Rated, heldOut.RatedCount, _report.Lists);

    /// <inheritdoc cref="ReportBuilder.ToReport"/>
    public EvaluationReport ToReport(
        string protocol, string state, string candidates, string lists, CancellationToken cancellation) =>
        _report.ToReport(protocol, state, candidates, lists, cancellation);
}
