using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Rivals;

/// <summary>score(i) = ⟨x, v_i⟩ with a vector x computed from what is known of the user.</summary>
/// <param name="name">The row's name in a table.</param> <param name="items">v, [items, k].</param>
public abstract class VectorScorer(string name, Tensor items) : IScorer
{
    private float[] _vectors = new float[items.Shape.Columns]; // x of each row, [rows, k]; grows

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>v, [items, k].</summary>
    protected Tensor Items { get; } = items;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores) => Score([observation], scores);

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Score(observations, scores.Span);
    }

    /// <summary>Computes x.</summary>
    /// <param name="observation">What is known of the user.</param> <param name="vector">[k], all 0.</param>
    protected abstract void Fill(Observation observation, Span<float> vector);

    private void Score(ReadOnlySpan<Observation> observations, Span<float> scores)
    {
        var (count, size) = (Items.Shape.Rows, Items.Shape.Columns);
        if (_vectors.Length < observations.Length * size)
        {
            _vectors = new float[observations.Length * size];
        }

        Array.Clear(_vectors);
        for (var row = 0; row < observations.Length; row++)
        {
            Fill(observations[row], _vectors.AsSpan(row * size, size));
        }

        MatMul.ABt(_vectors, Items.Span, observations.Length, size, count, scores);
    }
}

/// <summary>score(i) = ⟨sum over the state's items a of w_a·v_a, v_i⟩.</summary>
/// <param name="name">The row's name in a table.</param>
/// <param name="vectors">[items, k]</param> <param name="weights">[items], of an item in a state.</param>
public sealed class ItemVectorScorer(string name, Tensor vectors, float[] weights) : VectorScorer(name, vectors)
{
    /// <summary>Truncated SVD with popular items weighted down twice: columns divided by
    /// count^<see cref="SvdOptions.CountExponent"/> before it, an item of the state weighted by
    /// count^-<paramref name="historyExponent"/> after it.</summary>
    /// <param name="rows">What may be seen; the counts are those of its training rows.</param>
    /// <param name="model">Fitted on the same rows.</param> <param name="historyExponent">0 for a plain sum.</param>
    public static ItemVectorScorer OfSvd(FitRows rows, SvdModel model, float historyExponent)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(model);
        var counts = new int[rows.ItemCount];
        foreach (var row in rows.Training)
        {
            counts[row.Item]++;
        }

        return new(
            "SVD", model.Items, [.. counts.Select(count => count == 0 ? 0 : (float)Elementary.Pow(count, -historyExponent))]);
    }

    /// <inheritdoc/>
    protected override void Fill(Observation observation, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(observation);
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.AddScaled(Items.Row(item), weights[item], vector);
            }
        }
    }
}

/// <summary>The vectors alone: score(i) = ⟨u, v_i⟩ with the user's fitted or folded-in vector, whatever the state.</summary>
/// <param name="name">The row's name in a table.</param>
/// <param name="users">[users, k]</param> <param name="items">[items, k]</param>
internal sealed class EmbeddingScorer(string name, Tensor users, Tensor items) : VectorScorer(name, items)
{
    /// <summary>The agent's vectors.</summary>
    public EmbeddingScorer(EmbeddingTable embeddings) : this("embedding", embeddings.Users, embeddings.Items)
    {
    }

    /// <inheritdoc/>
    protected override void Fill(Observation observation, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(observation);
        users.Row(observation.User).CopyTo(vector);
    }
}

/// <summary>score(i) = ⟨g, v_i⟩ with g the mean vector of the state's items: DRR with nothing learned. Without
/// items all scores are 0.</summary>
internal sealed class HistoryMeanScorer(EmbeddingTable embeddings) : VectorScorer("history mean", embeddings.Items)
{
    /// <inheritdoc/>
    protected override void Fill(Observation observation, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var count = observation.Items.Length - observation.Items.AsSpan().Count(Observation.Empty);
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.AddScaled(Items.Row(item), 1f / count, vector);
            }
        }
    }
}

/// <summary>score(i) = ⟨u, v_i⟩ with the vector u that the model gives to whoever rated the state's items.</summary>
/// <param name="name">The row's name in a table.</param> <param name="model">Must not look at stars.</param>
internal sealed class FoldInScorer(string name, IEmbeddingModel model) : VectorScorer(name, model.Items)
{
    private readonly List<Rating> _known = [];

    /// <inheritdoc/>
    protected override void Fill(Observation observation, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(observation);
        _known.Clear();
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                _known.Add(new Rating(observation.User, item, Value: 0, Time: 0));
            }
        }

        model.FoldIn(_known.ToArray(), vector);
    }
}
