using System.CommandLine;
using Drr.Agent;
using Drr.Cli.Data;
using Drr.Cli.Shell;
using Drr.Export;

namespace Drr.Cli.Exporting;

/// <summary><c>drr export</c>: what a run has learned, in formats that other programs read.</summary>
internal sealed class ExportCommand : CliCommand
{
    private const string Agent = "agent", Vectors = "vectors";
    private readonly Option<string> _run = RunOptions.Run();
    private readonly Option<string?> _data = DataOptions.OfRun(), _checkpoint = RunOptions.Checkpoint();
    private readonly TableFlags _table;
    private readonly Option<string> _what = new("--what")
    {
        Description = "the agent's weights, or the vectors of users and items", DefaultValueFactory = _ => Agent,
    };

    private readonly Option<string?> _format =
        new("--format") { Description = "the format; when left out, by the file's extension" };
    private readonly Output _output;

    internal ExportCommand() : base(
        "export", "write a run's agent or vectors for other programs; the file is read back and compared",
        "drr export --run runs/001-train -o agent.onnx",
        "drr export --run runs/001-train -o agent.safetensors",
        "drr export --run runs/001-train --what vectors -o vectors.parquet")
    {
        _what.AcceptOnlyFromAmong(Agent, Vectors);
        _format.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<ExportFormat>());
        Option[] options = [_run, _data, _checkpoint, _what, _format];
        Array.ForEach(options, Add);
        _table = new TableFlags(this);
        _output = new Output(this, "the file to write: .safetensors, .onnx, .csv or .parquet", isFolder: false, required: true);
    }

    internal override int Run(Session session)
    {
        var path = _output.Path(session);
        var (format, what) = (Format(session, path), session.Arguments.GetValue(_what));
        if (what == Vectors && format == ExportFormat.Onnx)
        {
            throw new UsageException("--what vectors: vectors alone are no graph; the agent as ONNX includes them.");
        }

        var run = RunOptions.Open(session.Arguments.GetRequiredValue(_run), session.Arguments.GetValue(_checkpoint));
        var options = run.ReadConfig();
        var data = DataOptions.ReadOfRun(session, run, session.Arguments.GetValue(_data), _table.Resolve(session, options));
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var networks = pipeline.Load(pipeline.Split(), run);
        if (what == Agent)
        {
            Exporter.Agent(path, format, networks, data, session.Interrupted);
        }
        else
        {
            Exporter.Vectors(path, format, networks.Embeddings, data, session.Interrupted);
        }

        session.Answer(
            new { file = path, format, what, run = run.Path, bytes = new FileInfo(path).Length },
            printer => printer.Line($"{path}: {what} of {run.Path}, read back and the same"));
        return ExitCode.Done;
    }

    private ExportFormat Format(Session session, string path) =>
        session.Arguments.GetValue(_format) is { } asked ? Enum.Parse<ExportFormat>(asked, ignoreCase: true)
        : Enum.TryParse<ExportFormat>(Path.GetExtension(path).TrimStart('.'), ignoreCase: true, out var known) ? known
        : throw new UsageException($"-o {path}: end it in .safetensors, .onnx, .csv or .parquet, or pass --format.");
}
