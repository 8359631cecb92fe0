using System.Diagnostics;
using System.Globalization;
using Drr.Agent.Data.Formats;
using Drr.Bench.Results;
using Drr.Bench.Workloads;
using Drr.Cli.ThisMachine;
using Drr.Tensors.Measuring;
using Drr.TestKit;

namespace Drr.Bench.Peers;

/// <summary>What no tensor library does: memory, sessions, data, training.</summary>
internal static class AgentRows
{
    private const int Capacity = 1 << 20, Batch = 64, Episodes = 10_000, Loads = 7;

    internal static void AddTo(Report report)
    {
        var tree = $"{Names.Tree}{Capacity:N0}: {Batch} draws and updates";
        var replay = $"{Names.Replay}{Capacity:N0}: {Batch} draws and priorities";
        if (report.Wants(tree))
        {
            var work = new TreeWork(Capacity, Batch);
            work.Check();
            report.Add(tree, 0, work.Ours, "binary tree", work.Binary);
        }

        if (report.Wants(replay))
        {
            report.Add(replay, 0, new ReplayWork(Capacity, Batch).Run);
        }

        if (report.Wants(Names.Step))
        {
            report.Add(Names.Step, 0, new SessionWork(3706).Run);
        }

        AddData(report);
    }

    /// <summary>In a process of its own: what the loading of <see cref="AddData"/> measures.</summary>
    internal static void Load(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        var data = DatasetReader.Read(folder);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:R} {process.PeakWorkingSet64}"));
        GC.KeepAlive(data);
    }

    private static void AddData(Report report)
    {
        if (MovieLens1M.Folder is not { } folder)
        {
            report.LeftOut.Add($"Loading, PMF and training are left out: {MovieLens1M.Missing}.");
            return;
        }

        if (report.Wants(Names.Load))
        {
            report.Add(LoadInOwnProcesses(folder));
        }

        if (report.Wants(Names.Pmf))
        {
            var work = new PmfWork(DatasetReader.Read(folder));
            report.Add($"{Names.Pmf}, k = {UpdateWork.Size}, {PmfWork.Ratings:N0} ratings", 0, work.Run);
        }

        if (report.Wants(Names.Training))
        {
            var data = DatasetReader.Read(folder);
            var start = Stopwatch.GetTimestamp();
            TrainingWork.Run(data, Episodes);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var name = $"{Names.Training}, {Episodes:N0} episodes of 10 steps, batch 32, an update a step";
            report.Add(new ResultRow(name, Spread.Of([seconds])));
        }
    }

    /// <summary>A process has a peak of memory only once, and is compiled anew only once.</summary>
    private static ResultRow LoadInOwnProcesses(string folder)
    {
        var (seconds, memory) = (new List<double>(), 0L);
        for (var i = 0; i < Loads; i++)
        {
            var command = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
            string[] arguments = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
                ? [typeof(AgentRows).Assembly.Location, "--load", folder]
                : ["--load", folder];
            Array.ForEach(arguments, command.ArgumentList.Add);
            using var process = Process.Start(command)!;
            var words = process.StandardOutput.ReadToEnd().Split(' ');
            seconds.Add(double.Parse(words[0], CultureInfo.InvariantCulture));
            memory = Math.Max(memory, long.Parse(words[1], CultureInfo.InvariantCulture));
        }

        return new ResultRow($"{Names.Load}, a fresh process each", Spread.Of(seconds.ToArray())) { PeakMemory = memory };
    }
}
