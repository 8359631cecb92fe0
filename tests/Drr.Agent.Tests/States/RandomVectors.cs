using Drr.Agent.Embeddings;
using Drr.Tensors;

namespace Drr.Agent.Tests.States;

/// <summary>Vectors and ids drawn for tests.</summary>
internal static class RandomVectors
{
    internal static EmbeddingTable Table(int users, int items, int size, ulong seed = 1, params int[] withoutVector)
    {
        var rng = new Rng(seed);
        var (userVectors, itemVectors) = (Normal(rng, users, size), Normal(rng, items, size));
        var fitted = new bool[items];
        Array.Fill(fitted, true);
        foreach (var item in withoutVector)
        {
            fitted[item] = false;
            itemVectors.Row(item).Clear();
        }

        return new EmbeddingTable(EmbeddingMethod.Svd, userVectors, itemVectors, fitted);
    }

    internal static Tensor Normal(Rng rng, int rows, int columns)
    {
        var tensor = new Tensor(new Shape(rows, columns));
        foreach (ref var value in tensor.Span)
        {
            value = (float)rng.NextGaussian();
        }

        return tensor;
    }

    /// <summary>Ids of a batch; about one slot in five is empty.</summary>
    internal static (int[] Users, int[] Items) Ids(Rng rng, EmbeddingTable table, int batch, int historyLength)
    {
        var users = new int[batch];
        var items = new int[batch * historyLength];
        foreach (ref var user in users.AsSpan())
        {
            user = rng.NextInt(table.Users.Shape[0]);
        }

        foreach (ref var item in items.AsSpan())
        {
            item = rng.NextInt(5) == 0 ? -1 : rng.NextInt(table.Items.Shape[0]);
        }

        return (users, items);
    }
}
