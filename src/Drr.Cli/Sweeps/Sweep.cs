using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Runs;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Sweeps;

/// <summary>Makes the runs of a sweep, several at a time. Each is a run as <c>drr train</c> makes it, with the same bits: runs
/// share the data and equal vectors, which none of them changes, and nothing else.</summary>
/// <param name="folder">Where the runs go.</param> <param name="data">What they are trained on.</param>
/// <param name="dataPath">Where that was read from.</param> <param name="progress">Takes the progress of all runs.</param>
/// <param name="stop">Lets running trials save themselves, and begins no others.</param>
internal sealed class Sweep(
    string folder, RatingDataset data, string dataPath, IProgress<StageProgress> progress, CancellationToken stop)
{
    private readonly ConcurrentDictionary<object, Lazy<(DatasetSplit Split, Lazy<EmbeddingTable> Vectors)>> _vectors = new();
    private readonly ConcurrentDictionary<string, string> _failed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _steps = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Why trials failed, by their names.</summary>
    internal IReadOnlyDictionary<string, string> Failed => _failed;

    /// <summary>Makes the trials that are not finished yet.</summary>
    /// <param name="trials">In this order.</param> <param name="jobs">At most so many at a time.</param>
    internal void Run(IReadOnlyList<SweepTrial> trials, int jobs)
    {
        var steps = trials.Sum(trial => (long)trial.Options.Learning.Steps);
        var order = Partitioner.Create(trials, EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(order, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = stop }, trial =>
            {
                try
                {
                    Run(trial, new TrialProgress(done => Report(trial, done, steps, trials.Count)));
                }
                catch (Exception fault) when (fault is InvalidOperationException or CheckpointException or ArgumentException)
                {
                    _failed[trial.Name] = FaultText.Of(fault); // the others go on
                }
            });
        }
        catch (OperationCanceledException)
        {
            // the report shows what is finished so far
        }
        catch (AggregateException faults) when (!faults.InnerExceptions.All(fault => fault is OperationCanceledException))
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions.First(fault => fault is not OperationCanceledException));
        }
        catch (AggregateException)
        {
            // as above, from within a trial
        }
    }

    private void Run(SweepTrial trial, IProgress<StageProgress> trialProgress)
    {
        var (path, options) = (Path.Combine(folder, trial.Name), trial.Options);
        if (TrainedRun.IsFinished(path))
        {
            return;
        }

        var pipeline = new Pipeline(data, options, trialProgress, stop);
        var key = (options.Seed, options.Split, options.Embedding, options.Environment.HistoryLength);
        var (split, vectors) = _vectors.GetOrAdd(key, _ => new(() =>
        {
            var made = pipeline.Split();
            return (made, new(() => pipeline.Embed(made)));
        })).Value;
        using var run = new TrainedRun(path, pipeline, split, dataPath);
        run.Complete(() => vectors.Value);
    }

    private void Report(SweepTrial trial, long done, long steps, int trials)
    {
        _steps[trial.Name] = done;
        var total = (int)Math.Min(steps, int.MaxValue);
        lock (_lock) // the reporter is not thread-safe
        {
            var made = (int)Math.Min(_steps.Values.Sum(), total - 1); // never finished: the table ends the progress
            progress.Report(new StageProgress("sweep", made, total, Invariant($"{_steps.Count} of {trials} trials begun")));
        }
    }

    private sealed class TrialProgress(Action<long> report) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Stage == "train")
            {
                report(value.Done);
            }
        }
    }
}
