using Drr.Agent;
using Drr.Agent.Data.Synthesis;
using Drr.Cli.Shell;
using Drr.Tensors;
using Drr.Tensors.Measuring;

namespace Drr.Cli.ThisMachine;

/// <summary><c>drr verify</c>: whether training gives the same bits here as everywhere. A small fixed agent is trained on an
/// invented data set, and the hash of its last checkpoint is compared with the one that every processor gives.</summary>
internal sealed class VerifyCommand() : CliCommand(
    "verify", "train a small fixed agent and compare its hash with the one that every processor gives; exit code 1 if it differs",
    "drr verify", "drr verify --json")
{
    /// <summary>SHA-256 of the arrays in the trained agent's last checkpoint. Whoever changes what training computes writes the
    /// new hash here; the test that fails shows it.</summary>
    internal const string Expected = "c68c6a1eb37e7a2099448585b92dbd2ac0fd0f306bcec838e119ed2589e8ea41";

    internal override int Run(Session session)
    {
        var folder = Directory.CreateTempSubdirectory("drr-verify-");
        try
        {
            var trained = Train(session, Path.Combine(folder.FullName, "run"));
            return trained is { } hash ? Compare(session, hash) : ExitCode.Interrupted;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Shows both hashes.</summary>
    /// <returns>The exit code.</returns>
    internal static int Compare(Session session, string hash)
    {
        var (equal, level) = (hash == Expected, Machine.Current.InstructionSet);
        session.Answer(new { hash, expected = Expected, equal, instructionSet = level }, printer =>
        {
            printer.Line($"trained   {hash}");
            printer.Line($"expected  {Expected}");
            printer.Line(equal
                ? $"equal: training on {level} gives the bits that it gives everywhere"
                : $"different: training on {level} gives other bits than elsewhere; report this with what drr doctor says");
        });
        return equal ? ExitCode.Done : ExitCode.Failed;
    }

    /// <returns>The hash; <c>null</c> if interrupted.</returns>
    private static string? Train(Session session, string path)
    {
        var options = Presets.Demo with
        {
            Learning = Presets.Demo.Learning with { Steps = 4_000, CriticUpdatesFirst = 50 },
        };
        var data = SyntheticDataset.Generate();
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var split = pipeline.Split();
        using var run = new TrainedRun(path, pipeline, split);
        return run.Complete().Finished
            ? TensorFile.Digest(TensorFile.Read(run.Folder.LastCheckpoint).Tensors)
            : null;
    }
}
