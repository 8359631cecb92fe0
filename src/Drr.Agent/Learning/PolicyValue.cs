using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>V(s), the value of what the policy does in a state: the actor maximises it under the trained networks, and the
/// critic's target is that of the target networks. Critic and state are constants in it, so a gradient reaches the actor
/// through its action only.</summary>
internal abstract class PolicyValue
{
    /// <summary>Records the values of a batch.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="networks">Whose critic.</param>
    /// <param name="state">Of B observations.</param>
    /// <param name="action">pi(s), [B, k]</param>
    /// <returns>[B]</returns>
    public abstract Variable Forward(Tape tape, ActorCritic networks, State state, Variable action);
}

/// <summary>V(s) = Q(s, pi(s)), whose gradient is the deterministic policy gradient (Silver et al. 2014; Lillicrap et
/// al. 2016, equation 6).</summary>
internal sealed class DeterministicValue : PolicyValue
{
    /// <inheritdoc/>
    public override Variable Forward(Tape tape, ActorCritic networks, State state, Variable action) =>
        networks.Critic.Forward(tape, state.Detached, action, frozen: true);
}

/// <summary>V(s) = Σ_i p_i Q(s, v_i), the expected value of the ranking that the action induces: p is the softmax of ⟨v_i,
/// a⟩ / temperature over the K best items that may be shown. The critic values items only, never a point of the space
/// where there is no item.</summary>
/// <remarks>The gradient flows through p. A baseline such as mean Q would not change it, because p sums to 1.</remarks>
internal sealed class RankingValue : PolicyValue
{
    private readonly ItemRanker _ranker;
    private readonly EmbeddingTable _embeddings;
    private readonly int[][] _hidden;
    private readonly float _temperature;
    private readonly int[] _candidates; // [B·K]
    private readonly Tensor _missing; // [B, K], added to scores: 0, or -1e9 where a row has no candidate
    private readonly bool[] _notOffered;
    private readonly int _rows;

    /// <summary>The value of a batch of <paramref name="rows"/> actions.</summary>
    /// <param name="embeddings">Item vectors.</param> <param name="rows">Actions B.</param>
    /// <param name="candidates">K, 1 or more; a row has fewer where fewer can be shown.</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="hidden">Ids that may not be shown, each [B·any], -1 for none; the caller fills them
    /// before each forward pass.</param>
    public RankingValue(EmbeddingTable embeddings, int rows, int candidates, float temperature, params int[][] hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(candidates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        _ranker = new ItemRanker(embeddings, rows);
        (_embeddings, _hidden, _temperature, _rows) = (embeddings, hidden, temperature, rows);
        _candidates = new int[rows * Math.Min(candidates, _ranker.ItemsWithVector)];
        _missing = new Tensor(new Shape(rows, _candidates.Length / rows));
        _notOffered = new bool[embeddings.Items.Shape[0]];
        _notOffered.AsSpan().Fill(true);
    }

    /// <summary>Only items that this has a rating of for the row's user can be shown; <c>null</c> for all. The caller
    /// fills the users as well.</summary>
    public (RatingLookup Items, int[] Users)? Offered { get; init; }

    /// <inheritdoc/>
    public override Variable Forward(Tape tape, ActorCritic networks, State state, Variable action)
    {
        var shape = new Shape(_rows, _candidates.Length / _rows, action.Shape.Columns);
        tape.Add(forward: () => PickCandidates(action.Value.Span));
        var items = tape.Gather(Tape.Constant(_embeddings.Items), _candidates).Reshape(shape);
        var scores = tape.Scale(tape.RowDot(items, action), 1 / _temperature);
        var probabilities = tape.SoftmaxRows(tape.Add(scores, Tape.Constant(_missing)));
        var values = networks.Critic.ForwardMany(tape, state.Detached, items);
        return tape.RowDot(probabilities, values);
    }

    /// <summary>The candidates of a row in the last forward pass, best first.</summary>
    internal ReadOnlySpan<int> CandidatesOf(int row) =>
        _candidates.AsSpan(row * _missing.Shape.Columns, _missing.Row(row).IndexOfAnyExcept(0f) is >= 0 and var found
            ? found : _missing.Shape.Columns);

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

            if (Offered is { } offered)
            {
                HideAllBut(row, offered.Items.ItemsOf(offered.Users[row]));
            }

            var found = _ranker.Top(row, _candidates.AsSpan(row * many, many));
            _candidates.AsSpan((row * many) + found, many - found).Clear();
            var missing = _missing.Row(row);
            missing.Clear();
            missing[Math.Max(found, 1)..].Fill(-1e9f); // with nothing left the session has ended, so item 0 may stand there
        }
    }

    private void HideAllBut(int row, ReadOnlySpan<int> items)
    {
        foreach (var item in items)
        {
            _notOffered[item] = false;
        }

        _ranker.Hide(row, _notOffered);
        foreach (var item in items)
        {
            _notOffered[item] = true;
        }
    }
}
