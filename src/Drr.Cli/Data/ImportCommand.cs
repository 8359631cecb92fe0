using System.CommandLine;
using Drr.Agent.Data.Synthesis;
using Drr.Cli.Shell;
using Drr.Tensors;
using Drr.Web.Serving;

namespace Drr.Cli.Data;

/// <summary><c>drr data import</c>: reads a data set and writes it into a folder.</summary>
internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<string> _path = DataOptions.PathArgument();
    private readonly TableFlags _table;
    private readonly Output _output;

    internal ImportCommand() : base(
        "import", "read a data set, check it, and write it into a folder", "drr data import ml-latest-small.zip -o data/small",
        "drr data import events.tsv --columns user=1,item=2,time=3 -o data/shop")
    {
        Add(_path);
        _table = new TableFlags(this);
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
    }

    internal override int Run(Session session)
    {
        var path = _output.Path(session);
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_path), _table.Resolve(session));
        return DataOptions.Write(session, data, path);
    }
}

/// <summary><c>drr data synth</c>: an invented data set with something to learn.</summary>
internal sealed class SynthCommand : CliCommand
{
    private static readonly SyntheticOptions Defaults = new();
    private readonly Output _output;
    private readonly Option<int> _users = Count("--users", Defaults.Users), _items = Count("--items", Defaults.Items),
        _ratings = Count("--ratings", Defaults.Ratings);

    internal SynthCommand() : base(
        "synth", "invent a data set of any size, in the ML-1M format",
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

/// <summary><c>drr data export-feedback</c>: what users of the service said, as ratings to train on.</summary>
internal sealed class ExportFeedbackCommand : CliCommand
{
    private readonly Option<string> _feedback = new("--feedback")
    {
        Description = "the service's SQLite file; drr serve says where it is", HelpName = "file", Required = true,
    };

    private readonly Option<string> _data = DataOptions.Data(required: false);
    private readonly TableFlags _table;
    private readonly Output _output;

    internal ExportFeedbackCommand() : base(
        "export-feedback", "write a data set, the built-in one without --data, with the feedback of a service added, to train on",
        "drr data export-feedback --feedback runs/001-train/feedback.db --data ml-1m -o data/with-feedback")
    {
        Add(_feedback);
        Add(_data);
        _table = new TableFlags(this);
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
    }

    internal override int Run(Session session)
    {
        var path = _output.Path(session);
        var feedback = session.Arguments.GetRequiredValue(_feedback);
        RegularFile.OpenRead(feedback).Dispose(); // SQLite would create a missing file
        var data = session.Arguments.GetValue(_data) is { } given
            ? DataOptions.Read(session, given, _table.Resolve(session)) : SyntheticDataset.Generate();
        return DataOptions.Write(session, FeedbackExport.Merge(data, feedback), path);
    }
}
