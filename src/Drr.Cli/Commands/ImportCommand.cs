using System.CommandLine;

namespace Drr.Cli.Commands;

/// <summary><c>drr data import</c>: takes a data set over into a folder of its own.</summary>
internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<string> _path = DataOptions.PathArgument();
    private readonly Output _output;

    internal ImportCommand() : base(
        "import", "read a data set, check it, and write it into a folder", "drr data import ml-latest-small.zip -o data/small")
    {
        Add(_path);
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
    }

    internal override int Run(Session session)
    {
        var path = _output.Path(session);
        return DataOptions.Write(session, DataOptions.Read(session, session.Arguments.GetRequiredValue(_path)), path);
    }
}
