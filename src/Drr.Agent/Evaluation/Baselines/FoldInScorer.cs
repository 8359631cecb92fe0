using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>score(i) = ⟨u, v_i⟩ with the vector u that the model gives to whoever rated the state's items.</summary>
/// <param name="name">The row's name in a table.</param> <param name="model">Must not look at stars.</param>
public sealed class FoldInScorer(string name, IEmbeddingModel model) : IScorer
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
