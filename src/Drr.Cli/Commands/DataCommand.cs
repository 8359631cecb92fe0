using System.CommandLine;

namespace Drr.Cli.Commands;

/// <summary><c>drr data</c>: the commands about data sets.</summary>
internal sealed class DataCommand : Command
{
    internal DataCommand() : base("data", "fetch, make, import, check and describe data sets")
    {
        Add(new FetchCommand());
        Add(new SynthCommand());
        Add(new ImportCommand());
        Add(new CheckCommand());
        Add(new StatsCommand());
        Add(new ExportFeedbackCommand());
    }
}
