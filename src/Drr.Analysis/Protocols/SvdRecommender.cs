using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Analysis.Protocols;

/// <summary>B of who liked what, projected onto its largest singular directions: the scores are the rows of B·V·Vᵀ.</summary>
internal sealed class SvdRecommender : IRecommender
{
    private readonly Tensor _users, _items;

    internal SvdRecommender(RatingDataset dataset, Rating[] liked, int factors, Rng rng, CancellationToken cancellation)
    {
        var rows = new FitRows(new(dataset.Name, dataset.Users, dataset.Items, liked, dataset.Scale), new RowRole[liked.Length]);
        var model = SvdModel.Fit(rows, factors, new SvdOptions { CountExponent = 0 }, rng, null, cancellation);
        float[] inverse = [.. model.SingularValues.Select(value => value > 0 ? 1 / (value * value) : 0)];
        (_users, _items) = (model.Users, model.Items); // B·V·S and V·S
        for (var user = 0; user < rows.UserCount; user++)
        {
            Arithmetic.Multiply(_users.Row(user), inverse, _users.Row(user));
        }
    }

    public string Name => "truncated SVD";

    public void Score(int user, Span<float> scores)
    {
        var vector = _users.Row(user);
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = Reductions.Dot(vector, _items.Row(item));
        }
    }
}
