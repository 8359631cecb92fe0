using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Rivals;

/// <summary>score(i) = ⟨sum over the state's items a of w_a·v_a, v_i⟩.</summary>
internal sealed class ItemVectorScorer : IScorer
{
    private readonly Tensor _vectors; // [items, k]
    private readonly float[] _weights; // [items]
    private readonly float[] _sum;

    /// <summary>A scorer over known vectors.</summary>
    /// <param name="name">The row's name in a table.</param>
    /// <param name="vectors">[items, k]</param> <param name="weights">[items], of an item in a state.</param>
    public ItemVectorScorer(string name, Tensor vectors, float[] weights)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        (Name, _vectors, _weights, _sum) = (name, vectors, weights, new float[vectors.Shape.Columns]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Truncated SVD with popular items played down twice: columns divided by
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

        return new("SVD", model.Items, [.. counts.Select(count => count == 0 ? 0 : (float)Elementary.Pow(count, -historyExponent))]);
    }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        Array.Clear(_sum);
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.AddScaled(_vectors.Row(item), _weights[item], _sum);
            }
        }

        MatMul.ABt(_sum, _vectors.Span, 1, _sum.Length, scores.Length, scores);
    }
}

/// <summary>Vectors by themselves: score(i) = ⟨u, v_i⟩ with the user's fitted or folded-in vector, whatever the state.</summary>
/// <param name="name">The row's name in a table.</param>
/// <param name="users">[users, k]</param> <param name="items">[items, k]</param>
internal sealed class EmbeddingScorer(string name, Tensor users, Tensor items) : IScorer
{
    /// <summary>The vectors that the agent sees.</summary>
    public EmbeddingScorer(EmbeddingTable embeddings) : this("embedding", embeddings.Users, embeddings.Items)
    {
    }

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        MatMul.ABt(users.Row(observation.User), items.Span, 1, items.Shape.Columns, scores.Length, scores);
    }
}

/// <summary>score(i) = ⟨g, v_i⟩ with g the mean vector of the state's items: DRR with nothing learned. Without items
/// all scores are 0.</summary>
internal sealed class HistoryMeanScorer(EmbeddingTable embeddings) : IScorer
{
    private readonly float[] _mean = new float[embeddings.Size];

    /// <inheritdoc/>
    public string Name => "history mean";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        Array.Clear(_mean);
        var count = observation.Items.AsSpan().Length - observation.Items.AsSpan().Count(Observation.Empty);
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.AddScaled(embeddings.Items.Row(item), 1f / count, _mean);
            }
        }

        MatMul.ABt(_mean, embeddings.Items.Span, 1, embeddings.Size, scores.Length, scores);
    }
}

/// <summary>score(i) = ⟨u, v_i⟩ with the vector u that the model gives to whoever rated the state's items.</summary>
/// <param name="name">The row's name in a table.</param> <param name="model">Must not look at stars.</param>
internal sealed class FoldInScorer(string name, IEmbeddingModel model) : IScorer
{
    private readonly float[] _user = new float[model.Items.Shape.Columns];
    private readonly List<Rating> _known = [];

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
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

        model.FoldIn(_known.ToArray(), _user);
        MatMul.ABt(_user, model.Items.Span, 1, _user.Length, scores.Length, scores);
    }
}
