using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Cli.ThisMachine;
using Drr.Tensors;

namespace Drr.Bench.Workloads;

/// <summary>One pass of PMF over 800,000 ratings of MovieLens 1M, k = 100.</summary>
public sealed class PmfWork
{
    public const int Ratings = 800_000;
    private readonly PmfDescent _descent;

    public PmfWork(RatingDataset data)
    {
        var roles = new RowRole[data.Ratings.Length];
        roles.AsSpan(Ratings).Fill(RowRole.Test); // the others are training rows
        new Rng(1).Shuffle<RowRole>(roles);
        _descent = new PmfDescent(new FitRows(data, roles), factors: UpdateWork.Size - 1, new PmfOptions(), new Rng(1));
    }

    public void Run() => _descent.Pass();
}
