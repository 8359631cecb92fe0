using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Learning;
using Drr.Agent.Runs;
using Drr.Cli.Data;
using Drr.Cli.Shell;
using Drr.Export.Weights;

namespace Drr.Cli.Exporting;

/// <summary><c>drr import-weights</c>: a copy of a run whose agent has the weights of a file.</summary>
internal sealed class ImportWeightsCommand : CliCommand
{
    private readonly Argument<string> _file = new("file") { Description = "weights as drr export writes them, .safetensors" };
    private readonly Option<string> _run = RunOptions.Run();
    private readonly Option<string?> _data = DataOptions.OfRun();
    private readonly TableFlags _table;
    private readonly Output _output;

    internal ImportWeightsCommand() : base(
        "import-weights", "copy a run, but with the weights of a file",
        "drr import-weights agent.safetensors --run runs/001-train -o runs/tuned")
    {
        Add(_file);
        Add(_run);
        Add(_data);
        _table = new TableFlags(this);
        _output = new Output(this, "the run folder to make; runs/NNN-import when left out", isFolder: true, required: false);
    }

    internal override int Run(Session session)
    {
        var path = _output.Path(session, () => RunFolder.NextPath("runs", "import"));
        var file = session.Arguments.GetRequiredValue(_file);
        var run = RunFolder.Open(session.Arguments.GetRequiredValue(_run));
        var options = run.ReadConfig();
        var data = DataOptions.ReadOfRun(session, run, session.Arguments.GetValue(_data), _table.Resolve(session, options));
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var networks = pipeline.Load(pipeline.Split(), run);
        WeightFile.Load(file, networks);
        var (environment, split) = (run.ReadEnvironment(), run.ReadSplit()); // all is read before anything is written
        using var held = RunLock.Take(path);
        var made = RunFolder.Create(path, options, environment);
        made.WriteSplit(split);
        File.Copy(run.Embeddings, made.Embeddings);
        AgentCheckpoint.Save(made.BestCheckpoint, new DdpgLearner(networks, options.Learning, options.Environment.EpisodeLength));
        session.Answer(
            new { run = path, file, like = run.Path, tensors = networks.Parameters.Parameters.Count },
            printer => printer.Line($"{path}: {networks.Parameters.Parameters.Count} tensors of {file}, all else as {run.Path}"));
        return ExitCode.Done;
    }
}
