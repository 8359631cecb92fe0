using Drr.Cli.ThisMachine;
using Drr.Cli.Shell;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Cli.Tests.ThisMachine;

/// <summary>One seed, one result: the same checkpoints on every processor, with one thread or two.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private static readonly string[] _checkpoints = ["embeddings", "best", "last"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fresh_training_has_the_hash_that_the_code_expects()
    {
        var answer = Invocation.Of("verify", "--json").Json;
        var hash = answer.Text("hash");
        Assert.True(
            hash == VerifyCommand.Expected,
            $"Training computes something else than before. If that is meant, put {hash} into VerifyCommand.");
        Assert.True(answer.GetProperty("equal").GetBoolean());
    }

    [Theory]
    [InlineData(VerifyCommand.Expected, 0, "equal: ")]
    [InlineData("0123", 1, "different: ")]
    public void Another_hash_is_told_and_ends_with_code_1(string hash, int code, string verdict)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, false, false, new Dictionary<string, string>());
        var session = new Session(Application.Root().Parse("verify"), terminal, CancellationToken.None);
        Assert.Equal(code, VerifyCommand.Compare(session, hash));
        string[] expected = [$"trained   {hash}", $"expected  {VerifyCommand.Expected}"];
        var lines = output.ToString().TrimEnd().Split('\n');
        Assert.Equal(expected, lines[..2]);
        Assert.StartsWith(verdict, lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_ends_with_the_same_bits_at_every_level_of_instruction_sets_and_with_two_threads()
    {
        SmallRun.Expect(0, "data", "synth", "-o", _folder["data"], "--users", "80", "--items", "90", "--ratings", "2500");
        var files = new Dictionary<(int Threads, string Level), byte[][]>();
        foreach (var threads in (int[])[1, 2])
        {
            foreach (var level in InstructionSets.Levels.Keys)
            {
                files[(threads, level)] = await Train(level, threads);
                Assert.Equal(files[(threads, "widest")], files[(threads, level)]);
            }
        }

        Assert.Equal(Digests(1), Digests(2)); // the files differ in one setting
    }

    private async Task<byte[][]> Train(string level, int threads)
    {
        var run = _folder[$"{threads} {level}"];
        var (code, output) = await InstructionSets.Run(
            level, typeof(Application).Assembly.Location, TestContext.Current.CancellationToken,
            ["train", "--data", _folder["data"], "-o", run, "-q", .. SmallRun.Settings, "--set", "learning.batchSize=256",
             "--set", "replay.prioritized=true", "--set", $"learning.threads={threads}", "--set", "policy.noise=0.1"]);
        Assert.True(code == 0, output);
        return [.. _checkpoints.Select(name => File.ReadAllBytes(PathOf(run, name)))];
    }

    private string[] Digests(int threads) =>
        [.. _checkpoints.Select(name => TensorFile.Digest(TensorFile.Read(PathOf(_folder[$"{threads} widest"], name)).Tensors))];

    private static string PathOf(string run, string name) => Path.Combine(run, "checkpoints", name + ".safetensors");
}
