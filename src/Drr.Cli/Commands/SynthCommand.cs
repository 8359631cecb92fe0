using System.CommandLine;
using Drr.Agent.Data.Synthesis;

namespace Drr.Cli.Commands;

/// <summary><c>drr data synth</c>: an invented data set with something to learn.</summary>
internal sealed class SynthCommand : CliCommand
{
    private static readonly SyntheticOptions Defaults = new();
    private readonly Output _output;
    private readonly Option<int> _users = Count("--users", Defaults.Users), _items = Count("--items", Defaults.Items),
        _ratings = Count("--ratings", Defaults.Ratings);

    internal SynthCommand() : base(
        "synth", "invent a data set of any size, in the ML-1M form",
        "drr data synth -o data/demo", "drr data synth -o data/large --users 6000 --items 4000 --ratings 1000000 --seed 7")
    {
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
        Option[] options = [_users, _items, _ratings];
        Array.ForEach(options, Add);
    }

    internal override int Run(Session session)
    {
        var options = new SyntheticOptions
        {
            Users = session.Arguments.GetValue(_users),
            Items = session.Arguments.GetValue(_items),
            Ratings = session.Arguments.GetValue(_ratings),
            Seed = DataOptions.Seed(session, Defaults.Seed),
        };
        var path = _output.Path(session);
        return DataOptions.Write(session, UsageException.For(() => SyntheticDataset.Generate(options)), path);
    }

    private static Option<int> Count(string name, int standard) =>
        new(name) { Description = $"how many {name[2..]}", HelpName = "number", DefaultValueFactory = _ => standard };
}
