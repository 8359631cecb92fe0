using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Evaluation;
using Drr.Agent.Runs;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Fuzz.Tests;

/// <summary>The readers of a run's files: checkpoints, vectors, settings; and of tensor files by themselves.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly RatingDataset s_data = SyntheticDataset.Generate(new() { Users = 60, Items = 70, Ratings = 1_500 });
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("checkpoints/last.safetensors"), InlineData("checkpoints/best.safetensors")]
    [InlineData("checkpoints/embeddings.safetensors"), InlineData("config.json"), InlineData("environment.json")]
    public void File_of_a_run(string file)
    {
        var path = Path.Combine(Trained(), file);
        Fuzzing.Run($"run-{Path.GetFileName(file)}", [File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return Judged(() =>
            {
                var run = RunFolder.Open(_folder["run"]);
                _ = run.ReadEnvironment();
                var pipeline = new Pipeline(s_data, run.ReadConfig() with { Data = new() });
                pipeline.Load(pipeline.Split(), run);
                pipeline.Load(pipeline.Split(), run.At("last"));
            });
        });
    }

    [Fact]
    public void Tensor_file()
    {
        var whole = File.ReadAllBytes(Path.Combine(Trained(), "checkpoints/last.safetensors"));
        var path = _folder["case.safetensors"];
        Fuzzing.Run("safetensors", [whole[..], whole], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return Judged(() => TensorFile.Read(path));
        });
    }

    private string Trained()
    {
        var defaults = new DrrOptions();
        var options = defaults with
        {
            Embedding = defaults.Embedding with { Size = 4 },
            Policy = defaults.Policy with { Hidden = 8 },
            Learning = defaults.Learning with
            {
                Steps = 200, Environments = 4, FillSteps = 40, CriticUpdatesFirst = 10, BatchSize = 8, Candidates = 10,
                NextCandidates = 5, ReportEvery = 100, ValidateEvery = 100,
            },
        };
        var pipeline = new Pipeline(s_data, options);
        var split = pipeline.Split();
        using var run = new TrainedRun(_folder["run"], pipeline, split);
        run.Begin(pipeline.Embed(split));
        return _folder["run"];
    }

    private static string? Judged(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception fault) when (fault is InvalidDataException or CheckpointException or LeakException
            or FileNotFoundException)
        {
            return Fuzzing.FaultOf(fault.Message);
        }
    }
}
