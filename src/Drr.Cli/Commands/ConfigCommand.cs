using System.CommandLine;

namespace Drr.Cli.Commands;

/// <summary><c>drr config</c>: the commands about settings.</summary>
internal sealed class ConfigCommand : Command
{
    internal ConfigCommand() : base("config", "show, begin, describe and check settings")
    {
        Add(new ConfigShowCommand());
        Add(new ConfigInitCommand());
        Add(new ConfigSchemaCommand());
        Add(new ConfigValidateCommand());
    }
}
