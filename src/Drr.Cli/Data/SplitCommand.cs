using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Runs;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using Drr.Export.Tables;
using Drr.Tensors;

namespace Drr.Cli.Data;

/// <summary><c>drr split</c>: what another program may train on, and whom or what it is to score, so that
/// <c>drr evaluate --scores</c> can measure it. No row that is to be predicted is written.</summary>
internal sealed class SplitCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();
    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal SplitCommand() : base(
        "split", "write the ratings that another program may train on, and the users that it is to score",
        "drr split --data ml-1m -o split",
        "drr split --data ml-1m --protocol next -o split",
        "drr evaluate --run runs/001-train --data ml-1m --scores mine.csv")
    {
        Add(_data);
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
        _settings = new SettingFlags(this, [SettingFlags.Protocol, .. TableFlags.All]);
    }

    internal override int Run(Session session)
    {
        var options = _settings.Resolve(session);
        var folder = _output.Path(session);
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data), options.Data);
        var split = new Pipeline(data, options with { Seed = DataOptions.Seed(session, options.Seed) }).Split();
        (string Name, IReadOnlyList<Column> Columns)[] tables =
        [
            ("train.csv", Rows(split, RowRole.Train)),
            ("validation.csv", Rows(split, RowRole.Validation)),
            ("known.csv", Rows(split, RowRole.State)),
            ("simulator.csv", Rows(split, RowRole.Simulator)),
            split.Options.Protocol == SplitProtocol.Rerank ? ("candidates.csv", Candidates(split)) : ("users.csv", Users(split)),
        ];
        tables = [.. tables.Where(table => table.Columns[0].Values.Length > 0)];
        Directory.CreateDirectory(folder);
        AtomicFile.WriteAll(
            [
                .. tables.Select(table =>
                    (Path.Combine(folder, table.Name), (Action<Stream>)(file => Write(file, table.Columns)))),
                (Path.Combine(folder, "split.json"), file => JsonSerializer.Serialize(file, split.Manifest(), RunJson.Indented)),
            ],
            session.Interrupted);
        var files = tables.Select(table => new { File = table.Name, Rows = table.Columns[0].Values.Length }).ToArray();
        session.Answer(new { folder, files }, printer =>
        {
            foreach (var file in files)
            {
                printer.Line($"{Path.Combine(folder, file.File)}: {Counted.Of(file.Rows, "row")}");
            }
        });
        return ExitCode.Done;
    }

    private static void Write(Stream file, IReadOnlyList<Column> columns)
    {
        using var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true);
        CsvTable.Write(text, [columns]);
    }

    private static Column[] Rows(DatasetSplit split, RowRole role)
    {
        Rating[] rows = [.. split.Dataset.Ratings.ToArray().Where((_, row) => split.Roles[row] == role)];
        return
        [
            .. Pairs(split.Dataset, rows), new("rating", Array.ConvertAll(rows, row => row.Value)),
            new("time", Array.ConvertAll(rows, row => row.Time.ToString(CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>Under the re-rank protocol it is known what a user is about to rate, though not how: it is ordered.</summary>
    private static Column[] Candidates(DatasetSplit split) =>
        Pairs(split.Dataset, [.. split.Dataset.Ratings.ToArray().Where((_, row) => split.Roles[row] == RowRole.Test)]);

    private static Column[] Users(DatasetSplit split) =>
        [new("user", split.TestUsers.Except(split.UnevaluableUsers).Select(user => split.Dataset.Users[user].Label).ToArray())];

    private static Column[] Pairs(RatingDataset data, Rating[] rows) =>
    [
        new("user", Array.ConvertAll(rows, row => data.Users[row.User].Label)),
        new("item", Array.ConvertAll(rows, row => data.Items[row.Item].Label)),
    ];
}
