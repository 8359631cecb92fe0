using Drr.Agent.Data;
using Drr.Tensors;

namespace Drr.Agent.Embeddings;

/// <summary>Several fits as one: their vectors stand side by side, so that an inner product is the sum of theirs. Fits from other
/// starts err differently, and their sum orders better than any of them (Breiman 1996, bagging, without drawing rows).</summary>
/// <param name="members">Fits of the same rows.</param>
internal sealed class SideBySide(IReadOnlyList<IEmbeddingModel> members) : IEmbeddingModel
{
    /// <inheritdoc/>
    public Tensor Users { get; } = Join([.. members.Select(member => member.Users)]);

    /// <inheritdoc/>
    public Tensor Items { get; } = Join([.. members.Select(member => member.Items)]);

    /// <inheritdoc/>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user)
    {
        foreach (var member in members)
        {
            var width = member.Items.Shape.Columns;
            member.FoldIn(rows, user[..width]);
            user = user[width..];
        }
    }

    private static Tensor Join(Tensor[] parts)
    {
        var joined = new Tensor(new Shape(parts[0].Shape.Rows, parts.Sum(part => part.Shape.Columns)));
        for (var row = 0; row < joined.Shape.Rows; row++)
        {
            var rest = joined.Row(row);
            foreach (var part in parts)
            {
                part.Row(row).CopyTo(rest);
                rest = rest[part.Shape.Columns..];
            }
        }

        return joined;
    }
}
