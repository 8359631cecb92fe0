using Drr.Agent.Runs;

namespace Drr.Cli.Commands;

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
