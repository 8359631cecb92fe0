using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Drr.Agent.Embeddings;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Policies;

/// <summary>Ranks items by score(i) = ⟨v_i, a⟩ for several actions at once: one matrix product scores them all, items that may
/// not be shown get -infinity, and the best of the rest are found without sorting.</summary>
/// <remarks>Call <see cref="Score"/>, then <c>Hide</c>, then <see cref="Best"/> or <see cref="Top"/>. Allocates
/// nothing after construction.</remarks>
public sealed class ItemRanker
{
    private const int Width = EmbeddingTable.PanelWidth;

    private readonly Tensor _items, _panels; // V, [items, k], and in panels
    private readonly int[] _withoutVector; // items, and the padding of the last panel
    private readonly float[] _scores; // [panels, rows, 32]: where the products put them
    private readonly int _mostRows;
    private int _rows; // scored by the last call

    /// <summary>A ranker for <paramref name="rows"/> actions at once.</summary>
    /// <param name="embeddings">Item vectors; items that were not fitted are never shown.</param>
    /// <param name="rows">Actions, 1 or more.</param>
    public ItemRanker(EmbeddingTable embeddings, int rows)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        (_items, _panels, _mostRows) = (embeddings.Items, embeddings.ItemPanels, rows);
        var places = _panels.Shape[0] * Width;
        _withoutVector = [.. Enumerable.Range(0, places).Where(place => place >= _items.Shape[0] || !embeddings.Fitted[place])];
        _scores = new float[places * rows];
    }

    /// <summary>Items that have a vector, whether hidden or not.</summary>
    public int ItemsWithVector => (_panels.Shape[0] * Width) - _withoutVector.Length;

    /// <summary>Scores every item for every action, and forgets what was hidden.</summary>
    /// <param name="actions">[rows, k]; fewer rows are allowed.</param>
    /// <exception cref="ArgumentException">Not a whole number of rows, or too many.</exception>
    public void Score(ReadOnlySpan<float> actions)
    {
        var (items, size) = (_items.Shape[0], _items.Shape[1]);
        var rows = actions.Length / size;
        if (rows * size != actions.Length || rows > _mostRows)
        {
            throw new ArgumentException(
                $"Needed up to {_mostRows} actions of width {size}, got {actions.Length} values.", nameof(actions));
        }

        _rows = rows;
        if (rows == 1)
        {
            MatMul.ABt(actions, _items.Span, rows, size, items, _scores); // dot products read the vectors in the order of memory
        }
        else
        {
            for (var panel = 0; panel < _panels.Shape[0]; panel++)
            {
                var vectors = _panels.Span.Slice(panel * size * Width, size * Width);
                MatMul.AB(actions, vectors, rows, size, Width, _scores.AsSpan(panel * rows * Width));
            }
        }

        for (var row = 0; row < rows; row++)
        {
            Hide(row, _withoutVector);
        }
    }

    /// <summary>Takes items out of a row's ranking.</summary>
    /// <param name="row">The action's row.</param> <param name="items">Dense ids; -1 is skipped.</param>
    public void Hide(int row, ReadOnlySpan<int> items)
    {
        foreach (var item in items)
        {
            if (item >= 0)
            {
                ScoreOf(row, item) = float.NegativeInfinity;
            }
        }
    }

    /// <summary>Takes items out of a row's ranking.</summary>
    /// <param name="row">The action's row.</param> <param name="unavailable">[items]</param>
    public void Hide(int row, ReadOnlySpan<bool> unavailable)
    {
        for (var item = 0; unavailable[item..].IndexOf(true) is >= 0 and var next; item++)
        {
            item += next;
            ScoreOf(row, item) = float.NegativeInfinity;
        }
    }

    /// <summary>Copies a row's scores [items]; -infinity for what may not be shown.</summary>
    public void CopyScores(int row, Span<float> scores)
    {
        for (var item = 0; item < _items.Shape[0]; item++)
        {
            scores[item] = ScoreOf(row, item);
        }
    }

    /// <summary>The best item that may be shown; of equal scores the smaller id.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left to show.</exception>
    public int Best(int row)
    {
        Span<int> best = stackalloc int[1];
        return Top(row, best) == 1
            ? best[0]
            : throw new InvalidOperationException("Every item is hidden; there is nothing left to show.");
    }

    /// <summary>The best items, best first; of equal scores the smaller id first.</summary>
    /// <param name="row">The action's row.</param> <param name="best">Filled from the front.</param>
    /// <returns>How many were filled; fewer than asked for when fewer may be shown.</returns>
    /// <exception cref="ArgumentException">A score is not a number.</exception>
    public int Top(int row, Span<int> best)
    {
        var (filled, worst) = (0, best.IsEmpty ? float.PositiveInfinity : float.NegativeInfinity); // the score to beat
        for (var first = 0; first < _panels.Shape[0] * Width; first += Width)
        {
            ref var scores = ref ScoreOf(row, first);
            for (var better = NotUpTo(worst, ref scores); better != 0; better &= better - 1)
            {
                var place = BitOperations.TrailingZeroCount(better);
                var score = Unsafe.Add(ref scores, place);
                if (score > worst)
                {
                    filled = Insert(row, first + place, best, filled);
                    worst = filled < best.Length ? float.NegativeInfinity : ScoreOf(row, best[^1]);
                }
                else if (float.IsNaN(score))
                {
                    throw new ArgumentException($"The score of item {first + place} is not a number, so there is no ranking.");
                }
            }
        }

        return filled;
    }

    /// <summary>Inserts an item behind all that are at least as good; the last one drops out if the list is full.</summary>
    private int Insert(int row, int item, Span<int> best, int filled)
    {
        var place = Math.Min(filled, best.Length - 1);
        for (; place > 0 && ScoreOf(row, best[place - 1]) < ScoreOf(row, item); place--)
        {
            best[place] = best[place - 1];
        }

        best[place] = item;
        return Math.Min(filled + 1, best.Length);
    }

    /// <summary>A bit for each score of a panel that is above <paramref name="bound"/> or not a number.</summary>
    private static uint NotUpTo(float bound, ref float scores)
    {
        var bounds = Vector512.Create(bound);
        var low = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref scores), bounds);
        var high = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref scores, (nuint)Vector512<float>.Count), bounds);
        return ~(uint)(low.ExtractMostSignificantBits() | (high.ExtractMostSignificantBits() << Vector512<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref float ScoreOf(int row, int item)
    {
        var (panel, column) = Math.DivRem((uint)item, Width);
        return ref _scores[(((panel * _rows) + row) * Width) + column];
    }
}
