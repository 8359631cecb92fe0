using System.CommandLine;
using System.Text;
using Drr.Agent.Runs;
using Drr.Analysis.Reports;
using Drr.Cli.Shell;
using Drr.Tensors;

namespace Drr.Cli.Settings;

/// <summary><c>drr config</c>: the commands about settings.</summary>
internal sealed class ConfigCommand : Command
{
    internal ConfigCommand() : base("config", "show, write, describe and check settings")
    {
        Add(new ConfigShowCommand());
        Add(new ConfigInitCommand());
        Add(new ConfigSchemaCommand());
        Add(new ConfigValidateCommand());
    }
}

/// <summary><c>drr config init</c>: a settings file to start from.</summary>
internal sealed class ConfigInitCommand : CliCommand
{
    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal ConfigInitCommand() : base(
        "init", "write a settings file for --config; comments say what each value must be",
        "drr config init -o settings.json", "drr config init -o paper.json --preset paper")
    {
        _output = new Output(this, "the file to write", isFolder: false, required: true);
        _settings = new SettingFlags(this);
    }

    internal override int Run(Session session)
    {
        var (values, path) = (_settings.Values(session), _output.Path(session));
        var text = Encoding.UTF8.GetBytes(SettingFile.Text(values));
        AtomicFile.Write(path, file => file.Write(text));
        session.Answer(new { file = path, settings = values.Count }, printer => printer.Line($"{path}: {values.Count} settings"));
        session.Reporter.Say($"Next: {session.Program} train --data DATA --config {path}");
        return ExitCode.Done;
    }
}

/// <summary>A settings file to start from: every value, under a comment that says what it must be.</summary>
internal static class SettingFile
{
    /// <summary>The text, JSON with comments.</summary>
    internal static string Text(IEnumerable<SettingValue> values)
    {
        var lines = new List<string> { "{" };
        AddSection(lines, [.. values], depth: 0);
        lines.Add("}");
        return string.Join('\n', lines) + '\n';
    }

    private static void AddSection(List<string> lines, SettingValue[] values, int depth)
    {
        var indent = new string(' ', 2 * (depth + 1));
        var groups = values.GroupBy(value => value.Path.Split('.')[depth]).ToArray();
        foreach (var group in groups)
        {
            var comma = group == groups[^1] ? "" : ",";
            var first = group.First();
            if (first.Path.Split('.').Length == depth + 1)
            {
                lines.Add($"{indent}// {first.Requirement}");
                lines.Add($"{indent}\"{group.Key}\": {first.Text}{comma}");
            }
            else
            {
                lines.Add($"{indent}\"{group.Key}\": {{");
                AddSection(lines, [.. group], depth + 1);
                lines.Add($"{indent}}}{comma}");
            }
        }
    }
}

/// <summary><c>drr config show</c>: the settings that follow from flags, environment, file and preset.</summary>
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
        session.Answer(answer, printer => printer.Columns(Table(values, origin)));
        return ExitCode.Done;
    }

    private static ReportTable Table(IReadOnlyList<SettingValue> values, bool origin) => new(
        "", [], [.. values.Select(v => (IReadOnlyList<Cell>)[v.Path, v.Text, origin ? v.Origin : ""])]);
}

/// <summary><c>drr config schema</c>: the form of a settings file, for editors.</summary>
internal sealed class ConfigSchemaCommand() : CliCommand(
    "schema", "write the JSON Schema of a settings file", "drr config schema")
{
    internal override int Run(Session session)
    {
        var schema = SettingSchema.Create();
        session.Answer(schema, printer => printer.Line(schema.ToJsonString(RunJson.Indented)));
        return ExitCode.Done;
    }
}

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
