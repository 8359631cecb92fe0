using Drr.Tensors;

namespace Drr.Cli.Tests.Training;

/// <summary>Vectors of users who were folded in from more ratings than the run's history know test rows.</summary>
public sealed class LeakTests(SmallRun small) : IClassFixture<SmallRun>
{
    private const string Vectors = "checkpoints/embeddings.safetensors";

    /// <summary>Commands that load vectors: of RUN or the file RUN/checkpoints/embeddings.safetensors.</summary>
    public static TheoryData<string> Commands =>
    [
        "train --data DATA -o NEW --embeddings VECTORS SETTINGS",
        "train --resume RUN",
        "evaluate --run RUN --data DATA",
        "evaluate --run RUN --data DATA --protocol interactive",
        "recommend --run RUN --data DATA --user 80",
        "export --run RUN -o NEW.onnx",
        "export --run RUN --what vectors -o NEW.csv",
        "import-weights WEIGHTS --run RUN -o NEW",
    ];

    [Theory, MemberData(nameof(Commands))]
    public void Vectors_that_know_test_rows_are_refused(string command)
    {
        var run = small.CopyOfRun();
        Refit(run);
        MustBeRefused(command, run, "user vectors were made of .* a history of 10 takes 800 ratings.*environment.historyLength");
    }

    [Theory, MemberData(nameof(Commands))]
    public void Vectors_of_an_earlier_version_are_refused(string command)
    {
        var run = small.CopyOfRun();
        var file = TensorFile.Read(Path.Combine(run, Vectors));
        var without = file.Metadata.Where(pair => pair.Key != "rows").ToDictionary();
        TensorFile.Write(Path.Combine(run, Vectors), file.Tensors, without);
        MustBeRefused(command, run, "embeddings.safetensors: does not say .*earlier versions.*fit vectors anew");
    }

    [Theory, MemberData(nameof(Commands))]
    public void Vectors_that_fit_are_taken(string command) => SmallRun.Expect(0, Arguments(command, small.CopyOfRun()));

    [Fact]
    public void The_service_does_not_start_on_vectors_that_know_test_rows()
    {
        var run = small.CopyOfRun();
        Refit(run);
        MustBeRefused("serve --run RUN --port 0", run, "user vectors were made of");
    }

    private void Refit(string run) => SmallRun.Expect(
        0, "embed", "--data", small.Data, "-o", Path.Combine(run, Vectors), "--force", "--embedding", "svd",
        "--set", "embedding.size=8", "--set", "environment.historyLength=20");

    private void MustBeRefused(string command, string run, string message)
    {
        var refused = SmallRun.Expect(5, [.. Arguments(command, run), "-q"]);
        Assert.Equal("", refused.Out);
        Assert.Matches(message, Assert.Single(refused.Error.TrimEnd().Split('\n')));
    }

    private string[] Arguments(string command, string run) =>
    [
        .. command.Split(' ').SelectMany(word => word switch
        {
            "SETTINGS" => SmallRun.Settings,
            "VECTORS" => [Path.Combine(run, Vectors)],
            "WEIGHTS" => [small.Weights],
            "RUN" => [run],
            "DATA" => [small.Data],
            _ => new[] { word.StartsWith("NEW", StringComparison.Ordinal) ? small.New() + word[3..] : word },
        }),
    ];
}
