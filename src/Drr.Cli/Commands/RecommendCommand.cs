using System.CommandLine;
using System.Globalization;
using Drr.Agent;
using Drr.Agent.Runs;
using Spectre.Console;

namespace Drr.Cli.Commands;

/// <summary><c>drr recommend</c>: what a run's agent would show a user.</summary>
internal sealed class RecommendCommand : CliCommand
{
    private readonly Option<string> _run = RunOptions.Run();
    private readonly Option<string> _data = DataOptions.Data();
    private readonly Option<int> _user = new("--user") { Description = "the user's id in the data set", Required = true };
    private readonly Option<int> _top = new("--top") { Description = "how many films", DefaultValueFactory = _ => 10 };

    internal RecommendCommand() : base(
        "recommend", "list the films that the agent would show a user; none that the user has rated",
        "drr recommend --run runs/001-train --data ml-1m --user 42",
        "drr recommend --run runs/001-train --data ml-1m --user 42 --top 3 --json")
    {
        Option[] options = [_run, _data, _user, _top];
        Array.ForEach(options, Add);
    }

    internal override int Run(Session session)
    {
        var (rawId, count) = (session.Arguments.GetValue(_user), session.Arguments.GetValue(_top));
        if (count < 1)
        {
            throw new UsageException($"--top {count}: must be 1 or more.");
        }

        var run = RunFolder.Open(session.Arguments.GetRequiredValue(_run));
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data));
        var user = data.FindUser(rawId);
        if (user < 0)
        {
            throw new UsageException(
                $"--user {rawId}: no such user in {data.Name}; its users are {data.Users[0].Id} to {data.Users[^1].Id}.");
        }

        var pipeline = new Pipeline(data, run.ReadConfig(), session.Reporter, session.Interrupted);
        var list = pipeline.Recommend(pipeline.Load(run), user, count);
        session.Answer(new { User = rawId, Items = list }, printer => Print(list, printer));
        return ExitCode.Done;
    }

    private static void Print(IReadOnlyList<Recommendation> list, Printer printer)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumn(new TableColumn("#").RightAligned())
            .AddColumn(new TableColumn("id").RightAligned()).AddColumns("title", "genres");
        foreach (var item in list)
        {
            table.AddRow(
                item.Rank.ToString(CultureInfo.InvariantCulture), item.Item.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(item.Title), Markup.Escape(string.Join(", ", item.Genres)));
        }

        printer.Table(table);
    }
}
