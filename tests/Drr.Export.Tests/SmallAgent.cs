using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Tensors;

namespace Drr.Export.Tests;

/// <summary>An untrained agent on an invented data set.</summary>
internal static class SmallAgent
{
    internal static readonly RatingDataset Data =
        SyntheticDataset.Generate(new SyntheticOptions { Users = 20, Items = 30, Ratings = 300 });

    internal static readonly DrrOptions Options = new()
    {
        Policy = new PolicyOptions { Hidden = 6, LastLayerLimit = 0.5 },
        Embedding = new EmbeddingOptions { Size = 4 },
        Environment = new Agent.Environments.EnvironmentOptions { HistoryLength = 3 },
    };

    internal static ActorCritic Networks(ulong seed = 1)
    {
        var rng = new Rng(seed);
        var fitted = new bool[30];
        Array.Fill(fitted, true);
        fitted[7] = false;
        var vectors = new EmbeddingTable(EmbeddingMethod.Svd, Normal(rng, 20), Normal(rng, 30), fitted);
        vectors.Items.Row(7).Clear();
        return new ActorCritic(Options.Policy, Options.State, 3, vectors, rng);
    }

    private static Tensor Normal(Rng rng, int rows)
    {
        var tensor = new Tensor(new Shape(rows, 4));
        foreach (ref var value in tensor.Span)
        {
            value = (float)rng.NextGaussian();
        }

        return tensor;
    }
}
