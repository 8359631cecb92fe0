using Drr.Cli.Shell;
using Drr.TestKit;

namespace Drr.Cli.Tests;

/// <summary>A small data set and a run trained on it, made once through the program itself.</summary>
public sealed class SmallRun : IDisposable
{
    /// <summary>Settings that train in a second.</summary>
    internal static readonly string[] Settings =
    [
        "--steps", "400", "--embedding", "svd",
        .. new[]
        {
            "embedding.size=8", "policy.hidden=16", "learning.environments=4", "learning.fillSteps=40",
            "learning.criticUpdatesFirst=10", "learning.batchSize=8", "learning.candidates=10", "learning.nextCandidates=5",
            "learning.reportEvery=100",
            "learning.validateEvery=200",
        }.SelectMany(setting => new[] { "--set", setting }),
    ];

    private readonly TemporaryFolder _folder = new();

    public SmallRun()
    {
        Expect(0, "data", "synth", "-o", Data, "--users", "80", "--items", "90", "--ratings", "2500");
        Expect(0, ["train", "--data", Data, "-o", Run, .. Settings]);
        Expect(0, "export", "--run", Run, "-o", Weights);
    }

    internal string Data => _folder["data"];

    internal string Run => _folder["run"];

    /// <summary>The run's agent as <c>drr export</c> writes it.</summary>
    internal string Weights => _folder["weights.safetensors"];

    /// <summary>A path that nothing is at.</summary>
    internal string New() => _folder[Guid.NewGuid().ToString("N")];

    /// <summary>A copy of the run, to be damaged.</summary>
    internal string CopyOfRun() => CopyOf(Run);

    /// <summary>A copy of a run.</summary>
    internal string CopyOf(string run)
    {
        var copy = New();
        foreach (var file in Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(copy, Path.GetRelativePath(run, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        return copy;
    }

    /// <summary>Runs the program, which must end with <paramref name="code"/>.</summary>
    internal static Invocation Expect(int code, params string[] arguments)
    {
        var run = Invocation.Of(arguments);
        Assert.True(code == run.ExitCode, $"drr {string.Join(' ', arguments)} exits {run.ExitCode}: {run.Error}");
        return run;
    }

    public void Dispose() => _folder.Dispose();
}
