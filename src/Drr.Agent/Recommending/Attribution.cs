using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Recommending;

/// <summary>What each known item does for another item: exact shares of a difference of scores, whatever the model.</summary>
/// <remarks>An item's lead in a state, F(s), is how far its score lies above the mean score of all items that the model can show.
/// The n items of the state raise it from F(nothing) to F(s). Item i gets its marginal contribution, m_i = F(s) - F(s without i),
/// and an equal share of what only several items do together: c_i = m_i + (F(s) - F(nothing) - sum of m) / n. In the words of
/// cooperative games that is the equal allocation of non-separable contributions. It follows that
/// <list type="bullet">
/// <item>the c_i sum to F(s) - F(nothing): an item that the state puts ahead has at least one item that speaks for it, and where
/// none does, the item would have the same lead or a greater one without any of them;</item>
/// <item>where scores are sums over the state (item cosine), c_i is item i's own term, less that term's mean;</item>
/// <item>where the state does not matter (popularity), every c_i is 0.</item>
/// </list> A correction is a sum over the ratings that it heard; each of these items gets its own term besides,
/// less that term's mean.
/// </remarks>
public sealed class Attribution
{
    private const int State = 0, Nothing = 1, Without = 2; // rows
    private readonly int[] _state;
    private readonly Tensor _scores;
    private readonly float[] _means;
    private readonly float _worth; // of a score, in the units of what is explained
    private readonly List<(int Item, float Factor, ReadOnlyMemory<float> Row, float Mean)> _terms = []; // of the correction

    /// <summary>Scores the states in question.</summary>
    /// <param name="scorer">The model. Of a <see cref="Recommender"/> what it corrected last is explained: score
    /// <paramref name="known"/> before.</param>
    /// <param name="known">What is known of the user.</param>
    /// <param name="scores">[<see cref="Rows"/> or more, items]; overwritten, and read by <see cref="Of"/>.</param>
    public Attribution(IScorer scorer, Observation known, Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(scores);
        var recommender = scorer as Recommender;
        (_scores, _worth) = (scores, recommender?.Corrected?.ScoreWorth ?? 1);
        _state = [.. known.Items.Where(item => item != Observation.Empty)];
        (recommender?.Agent ?? scorer).Score(
            [known, Only(known, []), .. _state.Select(item => Only(known, [.. _state.Where(other => other != item)]))], scores);
        _means = [.. Enumerable.Range(0, Rows(_state.Length)).Select(row => Mean(scores.Row(row)))];
        foreach (var (item, factor, row) in recommender?.Corrected?.Terms ?? [])
        {
            _terms.Add((item, factor, row, Mean(row.Span)));
        }
    }

    /// <summary>How many states are in question for so many items of a state.</summary>
    public static int Rows(int stateItems) => Without + stateItems;

    /// <summary>What known items do for an item that can be shown; those of the state first, in its order.</summary>
    public IReadOnlyDictionary<int, float> Of(int item)
    {
        var shares = new Dictionary<int, float>();
        var all = Lead(State, item);
        for (var i = 0; i < _state.Length; i++)
        {
            shares[_state[i]] = all - Lead(Without + i, item);
        }

        var together = (all - Lead(Nothing, item) - shares.Values.Sum()) / _state.Length;
        foreach (var own in _state)
        {
            shares[own] = _worth * (shares[own] + together);
        }

        foreach (var (known, factor, row, mean) in _terms)
        {
            shares[known] = shares.GetValueOrDefault(known) + (factor * (row.Span[item] - mean));
        }

        return shares;
    }

    private float Lead(int row, int item) => _scores.Row(row)[item] - _means[row];

    /// <summary>The same user, of whom nothing is known but these items of the state.</summary>
    private static Observation Only(Observation known, int[] items)
    {
        var (only, first) = (new Observation(known.Items.Length), known.Items.Length - items.Length);
        var (slots, rewards) = ((int[])only.Items.Clone(), new float[known.Items.Length]);
        for (var i = 0; i < items.Length; i++)
        {
            slots[first + i] = items[i];
            rewards[first + i] = known.Rewards[known.Used.LastIndexOf(items[i])];
        }

        only.Start(known.User, slots, rewards);
        return only;
    }

    /// <summary>Over the items that the model can show.</summary>
    private float Mean(ReadOnlySpan<float> values)
    {
        var shown = _scores.Row(State);
        var (sum, count) = (0.0, 0);
        for (var item = 0; item < values.Length; item++)
        {
            if (float.IsFinite(shown[item]))
            {
                sum += values[item];
                count++;
            }
        }

        return (float)(sum / count);
    }
}
