using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Drr.Agent.Learning;

namespace Drr.Agent.Runs;

/// <summary><c>checkpoints/last</c>: the state of training, with the settings and the hash of the metrics that belong to it. A
/// run that resumes from it ends with the bits of one that was never interrupted.</summary>
internal sealed class ResumePoint(RunFolder run, DrrOptions options)
{
    private const string Settings = "settings", Metrics = "metrics", MetricsLength = "metrics_length";

    /// <summary>Writes it; call between sessions.</summary>
    /// <remarks>A checkpoint that is kept is written first, and older ones are deleted: what a kill interrupts is repeated by the
    /// run that resumes from <c>last</c>.</remarks>
    internal void Save(Trainer trainer)
    {
        var keep = options.Learning.KeepCheckpoints;
        if (keep > 0 && trainer.StepCount > 0)
        {
            AgentCheckpoint.Save(run.StepCheckpoint(trainer.StepCount), trainer.Learner);
            run.DeleteStepCheckpoints(keep);
        }

        var metrics = run.ReadMetrics(); // flushed to disk before the checkpoint that refers to them
        AgentCheckpoint.Save(run.LastCheckpoint, trainer, new Dictionary<string, string>
        {
            [Settings] = JsonSerializer.Serialize(options, RunJson.Line),
            [Metrics] = Hash(metrics),
            [MetricsLength] = metrics.Length.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Resumes from it, and cuts the metrics to where it was written. Everything is checked before
    /// anything is changed.</summary>
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
            throw new CheckpointException($"{run.BestCheckpoint} is missing, and later checkpoints may be worse; train anew.");
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
        Require(facts.ContainsKey(key), $"it does not say its {key}, so it cannot be resumed");
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
