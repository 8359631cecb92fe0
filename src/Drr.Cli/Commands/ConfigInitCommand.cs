using System.CommandLine;
using System.Text;
using Drr.Cli.Settings;
using Drr.Tensors;

namespace Drr.Cli.Commands;

/// <summary><c>drr config init</c>: a settings file to begin with.</summary>
internal sealed class ConfigInitCommand : CliCommand
{
    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal ConfigInitCommand() : base(
        "init", "write a settings file for --config, with what each value must be",
        "drr config init -o settings.json", "drr config init -o paper.json --preset paper")
    {
        _output = new Output(this, "the file to write", isFolder: false, required: true);
        _settings = new SettingFlags(this);
    }

    internal override int Run(Session session)
    {
        var (values, path) = (_settings.Values(session), _output.Path(session));
        var text = Encoding.UTF8.GetBytes(SettingFile.Text(values));
        WrittenBeside.Write(path, file => file.Write(text));
        session.Answer(new { file = path, settings = values.Count }, printer => printer.Line($"{path}: {values.Count} settings"));
        session.Reporter.Say($"Next: {session.Program} train --data DATA --config {path}");
        return ExitCode.Done;
    }
}
