using BenchmarkDotNet.Attributes;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Bench.Workloads;
using Drr.TestKit;

namespace Drr.Bench.Agent;

/// <summary>What reads or fits MovieLens 1M; one line says so where it is missing.</summary>
public class MovieLensBenchmarks
{
    private readonly string _folder = MovieLens1M.Folder ?? throw new InvalidOperationException(MovieLens1M.Missing);
    private PmfWork _pmf = null!;

    [GlobalSetup]
    public void Setup() => _pmf = new PmfWork(DatasetReader.Read(_folder));

    /// <summary>Every file into the data set.</summary>
    [Benchmark]
    public RatingDataset Loading() => DatasetReader.Read(_folder);

    /// <summary>One pass of PMF, k = 100, over 800,000 ratings.</summary>
    [Benchmark]
    public void Embeddings() => _pmf.Run();
}
