using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>V(s) = Σ_i p_i Q(s, v_i), the expected value of the ranking that the action induces: p is the softmax of ⟨v_i, a⟩ /
/// temperature
/// over the K best items that may be shown. The critic is asked about items only, never about points where there is
/// none.</summary>
/// <remarks>The gradient flows through p. A baseline such as mean Q would not change it, because p sums to 1.</remarks>
public sealed class RankingValue : PolicyValue
{
    private readonly ItemRanker _ranker;
    private readonly EmbeddingTable _embeddings;
    private readonly int[][] _hidden;
    private readonly float _temperature;
    private readonly int[] _candidates; // [B·K]
    private readonly int _rows;

    /// <summary>The value of a batch of <paramref name="rows"/> actions.</summary>
    /// <param name="embeddings">Item vectors.</param> <param name="rows">Actions B.</param>
    /// <param name="candidates">K, 1 or more; fewer are taken where fewer can be shown.</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="hidden">Ids that may not be shown, each [B·any], -1 for none; the caller's, filled anew before each forward
    /// pass.</param>
    public RankingValue(EmbeddingTable embeddings, int rows, int candidates, float temperature, params int[][] hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(candidates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        _ranker = new ItemRanker(embeddings, rows);
        (_embeddings, _hidden, _temperature, _rows) = (embeddings, hidden, temperature, rows);
        var leastShown = _ranker.ItemsWithVector - hidden.Sum(ids => ids.Length / rows);
        if (leastShown < 1)
        {
            throw new ArgumentException(
                $"A history may hide all {_ranker.ItemsWithVector} items that have a vector; shorten the history or fit more items.",
                nameof(embeddings));
        }

        _candidates = new int[rows * Math.Min(candidates, leastShown)];
    }

    /// <inheritdoc/>
    public override Variable Forward(Tape tape, ActorCritic networks, State state, Variable action, bool pessimistic)
    {
        var shape = new Shape(_rows, _candidates.Length / _rows, action.Shape.Columns);
        tape.Add(forward: () => PickCandidates(action.Value.Span));
        var items = tape.Gather(Tape.Constant(_embeddings.Items), _candidates).Reshape(shape);
        var probabilities = tape.SoftmaxRows(tape.Scale(tape.RowDot(items, action), 1 / _temperature));
        var values = Combine(tape, networks.Critics.Select(c => c.ForwardMany(tape, state.Detached.Features, items)), pessimistic);
        return tape.RowDot(probabilities, values);
    }

    private void PickCandidates(ReadOnlySpan<float> actions)
    {
        _ranker.Score(actions);
        var many = _candidates.Length / _rows;
        for (var row = 0; row < _rows; row++)
        {
            foreach (var ids in _hidden)
            {
                var count = ids.Length / _rows;
                _ranker.Hide(row, ids.AsSpan(row * count, count));
            }

            _ranker.Top(row, _candidates.AsSpan(row * many, many));
        }
    }
}
