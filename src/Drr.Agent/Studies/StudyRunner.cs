using System.Diagnostics;
using System.Text.Json;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Runs;
using Drr.Tensors;

namespace Drr.Agent.Studies;

/// <summary>Runs a study in a folder: <c>runs/</c> holds the runs, <c>results/</c> the evaluation of each. Finished work is not
/// repeated, and an interrupted run is resumed.</summary>
/// <param name="data">The ratings.</param>
/// <param name="dataPath">Where they were read from; <c>null</c> for a synthetic data set.</param>
/// <param name="folder">The study's folder.</param> <param name="progress">Receives how far a stage has come.</param>
/// <param name="cancellation">Stops after the present step.</param>
public sealed class StudyRunner(
    RatingDataset data, string? dataPath, string folder, IProgress<StageProgress>? progress = null,
    CancellationToken cancellation = default)
{
    /// <summary>Trains and evaluates every variant with every seed that is not done yet.</summary>
    /// <param name="study">What to run.</param> <param name="seeds">One or more.</param>
    /// <param name="notify">Called with what is about to be done.</param>
    /// <returns>One result for each variant and seed, as soon as it is there.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; the same call continues.</exception>
    /// <exception cref="RunLockedException">Another process trains one of the runs.</exception>
    public IEnumerable<StudyRun> Run(Study study, IReadOnlyList<ulong> seeds, Action<string>? notify = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(seeds);
        foreach (var seed in seeds)
        {
            foreach (var variant in study.Variants)
            {
                cancellation.ThrowIfCancellationRequested();
                var (options, name) = (
                    variant.Options with { Seed = seed }, FormattableString.Invariant($"{variant.Name}-{seed}"));
                var result = Path.Combine(folder, "results", $"{study.Name}-{name}.json");
                if (Read(result) is { } done && done.Options == options && done.Environment.Dataset == data.Name)
                {
                    yield return done;
                    continue;
                }

                notify?.Invoke($"{study.Name}: {variant.Name}, seed {seed}");
                yield return Run(study, variant.Name, options, Path.Combine(folder, "runs", name), result);
            }
        }
    }

    private StudyRun Run(Study study, string variant, DrrOptions options, string path, string result)
    {
        var pipeline = new Pipeline(data, options, progress, cancellation);
        var split = pipeline.Split();
        using var run = new TrainedRun(path, pipeline, split, dataPath);
        var seconds = Train(run, pipeline, split, options);
        var report = pipeline.Evaluate(split, run.Folder, study.Protocol, options.Seed, study.Baselines);
        using var process = Process.GetCurrentProcess();
        var made = new StudyRun(variant, options, run.Folder.ReadEnvironment(), seconds, process.PeakWorkingSet64 / 1e6, report);
        Directory.CreateDirectory(Path.GetDirectoryName(result)!);
        AtomicFile.Write(result, file => JsonSerializer.Serialize(file, made, RunJson.Indented));
        return made;
    }

    /// <summary>Resumes the run, or begins it anew if it has other settings.</summary>
    /// <returns>Processor time; <c>null</c> of a run that was resumed.</returns>
    private double? Train(TrainedRun run, Pipeline pipeline, DatasetSplit split, DrrOptions options)
    {
        var (begin, resumes) = (ProcessorTime(), run.IsBegun && run.Folder.ReadConfig() == options);
        var outcome = resumes ? run.Resume() : run.Begin(pipeline.Embed(split));
        return outcome.Finished
            ? resumes ? null : (ProcessorTime() - begin).TotalSeconds
            : throw new OperationCanceledException(cancellation);
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>A saved result; <c>null</c> if there is none, or it is of another version.</summary>
    private static StudyRun? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<StudyRun>(File.ReadAllText(path), RunJson.Indented) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One training with one seed, evaluated.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Options">Its settings, seed included.</param>
/// <param name="Environment">Where it was made.</param>
/// <param name="TrainSeconds">Processor time of the training, vectors included; <c>null</c> if it was interrupted.</param>
/// <param name="PeakMegabytes">Largest working set of the process so far.</param>
/// <param name="Report">The agent and the baselines.</param>
public sealed record StudyRun(
    string Variant, DrrOptions Options, RunEnvironment Environment, double? TrainSeconds,
    double PeakMegabytes, EvaluationReport Report);
