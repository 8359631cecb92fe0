using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Agent.Rivals;

/// <summary>Scores that another program gave, read from a table with the columns user, item and score: so any recommender stands
/// in the same table, with the same users, intervals and tests.</summary>
/// <remarks>An item without a score is never listed. What a user has rated is not listed either, whatever its score.</remarks>
public sealed class GivenScores : IScorer
{
    private readonly Dictionary<int, List<(int Item, float Score)>> _scores; // by user
    private readonly RatingDataset _data;
    private readonly string _path;

    private GivenScores(string path, RatingDataset data, Dictionary<int, List<(int, float)>> scores) =>
        (_path, _data, _scores) = (path, data, scores);

    /// <inheritdoc/>
    public string Name => Path.GetFileNameWithoutExtension(_path);

    /// <summary>Reads CSV, TSV or Parquet, packed by gzip or not, with a header that names the columns.</summary>
    /// <param name="path">The file; the row has its name.</param> <param name="data">Knows the raw ids.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The first fault, as <c>file:line: text</c>: among them an unknown user or item, a
    /// score that is no number, and a pair that has a score already.</exception>
    public static GivenScores Read(string path, RatingDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        RegularFile.OpenRead(path).Dispose(); // says what is there in place of a file
        var faults = new FaultLog(); // stops at the first
        using var source = DataSource.OneFile(path, new ReadLimits());
        TableColumns.Parse(null, TableColumns.Role.OfScores, out var columns);
        var table = TableFile.Find(
            source, source.Files[0], columns!, separator: null, hasHeader: true, flag: null, faults)!;
        var (user, item, score) = (table.Field("user"), table.Field("item"), table.Field("score"));
        var (scores, seen) = (new Dictionary<int, List<(int, float)>>(), new HashSet<(int, int)>());
        using var rows = table.Open(source, faults)!;
        while (rows.Read())
        {
            var (userId, itemId) = (data.FindUser(rows.Decoded(user)), data.FindItem(rows.Decoded(item)));
            var value = rows.Real(score, "score");
            if (userId < 0)
            {
                rows.Report($"no user '{rows.Shown(user)}' in {data.Name}.");
            }

            if (itemId < 0)
            {
                rows.Report($"no {data.ItemNoun} '{rows.Shown(item)}' in {data.Name}.");
            }

            if (!seen.Add((userId, itemId)))
            {
                rows.Report($"user '{rows.Shown(user)}' and {data.ItemNoun} '{rows.Shown(item)}' have a score already.");
            }

            if (!scores.TryGetValue(userId, out var list))
            {
                scores.Add(userId, list = []);
            }

            list.Add((itemId, value));
        }

        return new(path, data, scores);
    }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        scores.Fill(float.NegativeInfinity);
        foreach (var (item, score) in _scores.GetValueOrDefault(observation.User) ?? [])
        {
            scores[item] = score;
        }
    }

    /// <summary>Refuses to be measured by users who are not in the file: they would count as missed.</summary>
    /// <param name="users">Dense ids.</param>
    /// <exception cref="InvalidDataException">One has no score.</exception>
    internal void Require(IEnumerable<int> users)
    {
        int[] missing = [.. users.Where(user => !_scores.ContainsKey(user))];
        if (missing.Length > 0)
        {
            var others = missing.Length > 1 ? Invariant($" and {missing.Length - 1:N0} more") : "";
            throw new InvalidDataException(
                $"{_path}: no score for user {_data.Users[missing[0]].Label}{others}, whom the protocol measures. "
                + "drr split writes the users to score.");
        }
    }
}
