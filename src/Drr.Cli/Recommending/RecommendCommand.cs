using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Recommending;
using Drr.Analysis.Reports;
using Drr.Cli.Data;
using Drr.Cli.Shell;
using Drr.Tensors;

namespace Drr.Cli.Recommending;

/// <summary><c>drr recommend</c>: what a run's agent would show users.</summary>
internal sealed class RecommendCommand : CliCommand
{
    private readonly Option<string> _run = RunOptions.Run();
    private readonly Option<string> _data = DataOptions.Data();
    private readonly TableFlags _table;
    private readonly Option<string?> _checkpoint = RunOptions.Checkpoint();
    private readonly Option<string?> _user = new("--user") { Description = "the user's id in the data set", HelpName = "id" };
    private readonly Option<string?> _users =
        new("--users") { Description = "a file with the id of a user on each line", HelpName = "file" };
    private readonly Option<bool> _all = new("--all") { Description = "every user of the data set" };
    private readonly Option<int> _top =
        new("--top") { Description = "how many items for each user", HelpName = "count", DefaultValueFactory = _ => 10 };
    private readonly Option<string?> _format =
        new("--format") { Description = "the format of the lists; when left out, a table, or by the file's extension" };
    private readonly Output _output;

    internal RecommendCommand() : base(
        "recommend", "list the films, or other items, that the agent recommends to users, without those that they have rated",
        "drr recommend --run runs/001-train --data ml-1m --user 42",
        "drr recommend --run runs/001-train --data ml-1m --user 42 --top 3 --json",
        "drr recommend --run runs/001-train --data ml-1m --users ids.txt --format csv",
        "drr recommend --run runs/001-train --data ml-1m --all -o recs.parquet")
    {
        _format.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<ListFormat>());
        Option[] options = [_run, _data, _checkpoint, _user, _users, _all, _top, _format];
        Array.ForEach(options, Add);
        _table = new TableFlags(this);
        _output = new Output(this, "the file to write: .json, .csv or .parquet", isFolder: false, required: false);
        Validators.Add(Check);
    }

    internal override int Run(Session session)
    {
        var count = session.Arguments.GetValue(_top);
        if (count < 1)
        {
            throw new UsageException($"--top {count}: must be 1 or more.");
        }

        var path = _output.PathIfGiven(session);
        var format = path is null ? FormatOfOutput(session) : FormatOfFile(session, path);
        var run = RunOptions.Open(session.Arguments.GetRequiredValue(_run), session.Arguments.GetValue(_checkpoint));
        var options = run.ReadConfig();
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data), _table.Resolve(session, options));
        var users = Users(session, data);
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var split = pipeline.Split();
        var lists = pipeline.Recommend(pipeline.Recommender(split, pipeline.Load(split, run)), users, count);
        if (path is not null)
        {
            ListWriter.WriteFile(path, format, lists, session.Interrupted);
            session.Answer(new { file = path, format, users = users.Count }, printer =>
                printer.Line($"{path}: lists of {Counted.Of(users.Count, "user")}"));
        }
        else if (session.Arguments.GetResult(_user) is not null && format is ListFormat.Table or ListFormat.Json)
        {
            var list = lists.Single();
            session.Answer(list, printer => Print(list, data.ItemNoun, printer), json: format == ListFormat.Json);
        }
        else if (format == ListFormat.Table)
        {
            session.Answer(lists, printer => ListWriter.Print(printer, lists));
        }
        else
        {
            ListWriter.Write(session.Terminal.Out, format, lists);
        }

        return ExitCode.Done;
    }

    private List<int> Users(Session session, RatingDataset data)
    {
        if (session.Arguments.GetValue(_users) is { } file)
        {
            return UserFile.Read(file, data);
        }

        if (session.Arguments.GetValue(_all))
        {
            return [.. Enumerable.Range(0, data.Users.Count)];
        }

        var id = session.Arguments.GetValue(_user)!;
        return data.FindUser(id) is >= 0 and var user
            ? [user]
            : throw new UsageException(
                $"--user {id}: no such user in {data.Name}; its users are {data.Users[0].Label} to {data.Users[^1].Label}.");
    }

    private ListFormat? Asked(Session session) =>
        session.Arguments.GetValue(_format) is { } text ? Enum.Parse<ListFormat>(text, ignoreCase: true) : null;

    private ListFormat FormatOfOutput(Session session)
    {
        var json = session.Arguments.GetValue<bool>(CommonOptions.Json);
        return Asked(session) switch
        {
            null => json ? ListFormat.Json : ListFormat.Table,
            ListFormat.Parquet => throw new UsageException("--format parquet needs a file: pass -o recs.parquet."),
            { } other when json && other != ListFormat.Json =>
                throw new UsageException($"--json and --format {other} ask for two formats at once."),
            { } format => format,
        };
    }

    private ListFormat FormatOfFile(Session session, string path) => Asked(session) switch
    {
        ListFormat.Table => throw new UsageException("--format table is for the terminal; leave out -o."),
        { } format => format,
        null => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => ListFormat.Json,
            ".csv" => ListFormat.Csv,
            ".parquet" => ListFormat.Parquet,
            _ => throw new UsageException($"-o {path}: end it in .json, .csv or .parquet, or pass --format."),
        },
    };

    private void Check(CommandResult command)
    {
        Option[] options = [_user, _users, _all];
        if (options.Count(option => command.GetResult(option) is not null) != 1)
        {
            command.AddError("Give one of '--user', '--users' and '--all'.");
        }
    }

    private static void Print(RecommendationList list, string noun, Printer printer)
    {
        if (list.Items.Count == 0)
        {
            printer.Line($"User {list.UserLabel} has rated every {noun} that could be recommended: none is left to show.");
            return;
        }

        printer.Table(new("", ["#", "id", "title", "genres"],
        [
            .. list.Items.Select(item => (IReadOnlyList<Cell>)
                [item.Rank, Cell.Id(item.ItemKey, item.Item), item.Title, string.Join(", ", item.Genres)]),
        ]));
    }
}

/// <summary>A text file with the raw id of a user on each line; empty lines are skipped.</summary>
internal static class UserFile
{
    private const int MostFaults = 20;

    /// <summary>The dense ids, in the file's order.</summary>
    /// <exception cref="InvalidDataException">A line is no id of a user; the message lists the first faults as
    /// <c>file:line: text</c>.</exception>
    internal static List<int> Read(string path, RatingDataset data)
    {
        var (users, faults, line) = (new List<int>(), new List<string>(), 0);
        foreach (var text in RegularFile.ReadText(path).Split('\n').Select(text => text.Trim()))
        {
            line++;
            if (data.FindUser(text) is >= 0 and var user)
            {
                users.Add(user);
            }
            else if (text.Length > 0 && faults.Count < MostFaults)
            {
                var (first, last) = (data.Users[0].Label, data.Users[^1].Label);
                faults.Add(data.Users[0].Key is not null || text.All(char.IsAsciiDigit)
                    ? $"{path}:{line}: no user {text} in {data.Name}; its users are {first} to {last}."
                    : $"{path}:{line}: expected the id of a user, a whole number, not '{text}'.");
            }
        }

        return faults.Count > 0 ? throw new InvalidDataException(string.Join(Environment.NewLine, faults))
            : users.Count > 0 ? users
            : throw new InvalidDataException($"{path}: no user in it; write the id of one on each line.");
    }
}
