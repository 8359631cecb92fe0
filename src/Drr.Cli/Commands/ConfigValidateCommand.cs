using System.CommandLine;
using Drr.Cli.Settings;

namespace Drr.Cli.Commands;

/// <summary><c>drr config validate</c>: every fault of a settings file.</summary>
internal sealed class ConfigValidateCommand : CliCommand
{
    private readonly Argument<string> _file = new("file") { Description = "JSON file with settings, comments allowed" };

    internal ConfigValidateCommand() : base(
        "validate", "list every fault of a settings file; exit code 2 if there is one", "drr config validate settings.json") =>
        Add(_file);

    internal override int Run(Session session)
    {
        var file = session.Arguments.GetRequiredValue(_file);
        var layers = new SettingLayers().AddFile(file);
        layers.Resolve();
        var settings = layers.Origins.Count;
        session.Answer(new { file, settings }, printer => printer.Line($"{file}: {settings} settings, no fault"));
        return ExitCode.Done;
    }
}
