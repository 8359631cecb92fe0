using Drr.Agent.Embeddings;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Policies;

/// <summary>Ranks items by score(i) = ⟨v_i, a⟩ for several actions at once: one matrix product scores them all, what may not be
/// shown gets -infinity, the best of the rest are picked without sorting.</summary>
/// <remarks>Call <see cref="Score"/>, then <c>Hide</c>, then <see cref="Best"/> or <see cref="Top"/>. Allocates nothing after
/// construction.</remarks>
public sealed class ItemRanker
{
    private readonly Tensor _items; // V, [items, k]
    private readonly int[] _withoutVector;
    private readonly Tensor _scores;

    /// <summary>A ranker for <paramref name="rows"/> actions at once.</summary>
    /// <param name="embeddings">Item vectors; items that were not fitted are never shown.</param>
    /// <param name="rows">Actions, 1 or more.</param>
    public ItemRanker(EmbeddingTable embeddings, int rows)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        _items = embeddings.Items;
        _withoutVector = [.. Enumerable.Range(0, _items.Shape[0]).Where(item => !embeddings.Fitted[item])];
        _scores = new Tensor(new Shape(rows, _items.Shape[0]));
    }

    /// <summary>Items that have a vector, whether hidden or not.</summary>
    public int ItemsWithVector => _items.Shape[0] - _withoutVector.Length;

    /// <summary>Scores every item for every action, and forgets what was hidden.</summary>
    /// <param name="actions">[rows, k]; fewer rows are allowed.</param>
    /// <exception cref="ArgumentException">Not a whole number of rows, or too many.</exception>
    public void Score(ReadOnlySpan<float> actions)
    {
        var (items, size) = (_items.Shape[0], _items.Shape[1]);
        var rows = actions.Length / size;
        if (rows * size != actions.Length || rows > _scores.Shape[0])
        {
            throw new ArgumentException(
                $"Needed up to {_scores.Shape[0]} actions of width {size}, got {actions.Length} values.", nameof(actions));
        }

        MatMul.ABt(actions, _items.Span, rows, size, items, _scores.Span);
        for (var row = 0; row < rows; row++)
        {
            Hide(row, _withoutVector);
        }
    }

    /// <summary>Takes items out of a row's ranking.</summary>
    /// <param name="row">The action's row.</param> <param name="items">Dense ids; -1 is skipped.</param>
    public void Hide(int row, ReadOnlySpan<int> items)
    {
        var scores = _scores.Row(row);
        foreach (var item in items)
        {
            if (item >= 0)
            {
                scores[item] = float.NegativeInfinity;
            }
        }
    }

    /// <summary>Takes items out of a row's ranking.</summary>
    /// <param name="row">The action's row.</param> <param name="unavailable">[items]</param>
    public void Hide(int row, ReadOnlySpan<bool> unavailable)
    {
        var scores = _scores.Row(row);
        for (var item = 0; item < unavailable.Length; item++)
        {
            if (unavailable[item])
            {
                scores[item] = float.NegativeInfinity;
            }
        }
    }

    /// <summary>A row's scores [items]; -infinity for what may not be shown.</summary>
    public ReadOnlySpan<float> Scores(int row) => _scores.Row(row);

    /// <summary>The best item that may be shown; of equal scores the smaller id.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left to show.</exception>
    public int Best(int row)
    {
        Span<int> best = stackalloc int[1];
        return Ranking.TopK(_scores.Row(row), best) == 1
            ? best[0]
            : throw new InvalidOperationException("Every item is hidden; there is nothing left to show.");
    }

    /// <summary>The best items, best first.</summary>
    /// <param name="row">The action's row.</param> <param name="best">Filled from the front.</param>
    /// <returns>How many were filled; fewer than asked for when fewer may be shown.</returns>
    public int Top(int row, Span<int> best) => Ranking.TopK(_scores.Row(row), best);
}
