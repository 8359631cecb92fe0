using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Drr.Agent.Learning;

namespace Drr.Agent.Runs;

/// <summary><c>checkpoints/last</c>: the state of training, and beside it the settings and metrics that belong to it. A
/// run that goes on from it ends with the bits of one that was never interrupted.</summary>
internal sealed class ResumePoint(RunFolder run, DrrOptions options)
{
    private const string Settings = "settings", Metrics = "metrics", MetricsLength = "metrics_length";

    /// <summary>Writes it; call between sessions.</summary>
    /// <remarks>An earlier state to be kept is written first, and what is too old goes: whatever a kill cuts short, the run that
    /// goes on from <c>last</c> does again.</remarks>
    internal void Save(Trainer trainer)
    {
        var keep = options.Learning.KeepCheckpoints;
        if (keep > 0 && trainer.StepCount > 0)
        {
            AgentCheckpoint.Save(run.StepCheckpoint(trainer.StepCount), trainer.Learner);
            run.DeleteStepCheckpoints(keep);
        }

        var metrics = run.ReadMetrics(); // on the disk before the checkpoint that counts on them
        AgentCheckpoint.Save(run.LastCheckpoint, trainer, new Dictionary<string, string>
        {
            [Settings] = JsonSerializer.Serialize(options, RunJson.Line),
            [Metrics] = Hash(metrics),
            [MetricsLength] = metrics.Length.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Goes on from it: the metrics end where it was written. All is checked before anything is changed.</summary>
    /// <exception cref="CheckpointException">A part is damaged, missing, or of another run.</exception>
    internal void Load(Trainer trainer)
    {
        run.RequireWritable();
        var length = 0L;
        AgentCheckpoint.Load(run.LastCheckpoint, trainer, facts =>
        {
            RequireSettings(Fact(facts, Settings));
            var metrics = run.ReadMetrics();
            length = long.Parse(Fact(facts, MetricsLength), NumberStyles.None, CultureInfo.InvariantCulture);
            Require(
                length <= metrics.Length && Hash(metrics.AsSpan(0, (int)length)) == Fact(facts, Metrics),
                "metrics.jsonl lacks lines that were written before it, or they were changed");
        });
        if (double.IsFinite(trainer.BestFigure) && !File.Exists(run.BestCheckpoint))
        {
            throw new CheckpointException($"{run.BestCheckpoint} is missing, and nothing later need be better; train anew.");
        }

        run.CutMetrics(length);
    }

    private void RequireSettings(string json)
    {
        if (ParseSettings(json) is not { } saved)
        {
            throw new InvalidDataException(
                $"{run.LastCheckpoint}: made by a version with other settings; train anew with this one.");
        }

        var other = Setting.All.Where(s => !Equals(s.ValueIn(saved), s.ValueIn(options)));
        Require(saved == options, "made with " + string.Join(", ", other.Select(s =>
            FormattableString.Invariant($"{s.Path} {s.ValueIn(saved)}, config.json says {s.ValueIn(options)}"))));
    }

    private static DrrOptions? ParseSettings(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DrrOptions>(json, RunJson.Line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Fact(IReadOnlyDictionary<string, string> facts, string key)
    {
        Require(facts.ContainsKey(key), $"it does not say its {key}, so nothing can go on from it");
        return facts[key];
    }

    private void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{run.LastCheckpoint}: {fault}.");
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
