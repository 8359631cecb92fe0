using System.CommandLine;
using Drr.Cli.Settings;

namespace Drr.Cli.Commands;

/// <summary><c>drr config show</c>: the settings as flags, environment, file and preset leave them.</summary>
internal sealed class ConfigShowCommand : CliCommand
{
    private readonly Option<bool> _origin = new("--origin") { Description = "say where each value comes from" };
    private readonly SettingFlags _settings;

    internal ConfigShowCommand() : base(
        "show", "show the settings that drr train would take",
        "drr config show --origin", "drr config show --preset paper --set learning.discount=0.5 --origin",
        "drr config show --config runs/001-train/config.json --json")
    {
        Add(_origin);
        _settings = new SettingFlags(this);
    }

    internal override int Run(Session session)
    {
        var (values, origin) = (_settings.Values(session), session.Arguments.GetValue(_origin));
        object answer = origin
            ? new { settings = values.Select(v => new { v.Path, v.Value, v.Origin }) }
            : _settings.Resolve(session); // in the form that --config reads
        session.Answer(answer, printer => Print(values, printer, origin));
        return ExitCode.Done;
    }

    private static void Print(IReadOnlyList<SettingValue> values, Printer printer, bool origin)
    {
        var (path, value) = (values.Max(v => v.Path.Length), values.Max(v => v.Text.Length));
        foreach (var setting in values)
        {
            var line = $"{setting.Path.PadRight(path)}  {setting.Text.PadRight(value)}{(origin ? "  " + setting.Origin : "")}";
            printer.Line(line.TrimEnd());
        }
    }
}
