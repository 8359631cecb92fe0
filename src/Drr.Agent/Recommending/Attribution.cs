using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Recommending;

/// <summary>How much each known item contributes to the score of another item: exact shares of a difference of scores, whatever
/// the model.</summary>
/// <remarks>An item's lead in a state, F(s), is how far its score lies above the mean score of all items that the model can show.
/// The n items of the state raise it from F(nothing) to F(s). Item i gets its marginal contribution, m_i = F(s) - F(s without i),
/// and an equal share of what only several items do together: c_i = m_i + (F(s) - F(nothing) - sum of m) / n. In the theory of
/// cooperative games this is the equal allocation of non-separable contributions. It follows that
/// <list type="bullet">
/// <item>the c_i sum to F(s) - F(nothing), so an item whose lead the state raises has at least one item with a positive
/// share;</item>
/// <item>where scores are sums over the state (item cosine), c_i is item i's own term, less that term's mean;</item>
/// <item>where the state does not matter (popularity), every c_i is 0.</item>
/// </list>
/// A correction is a sum over known ratings: each of these items also gets its own term of that sum, less the term's mean.
/// </remarks>
public sealed class Attribution
{
    private const int State = 0, Nothing = 1, Without = 2; // rows
    private readonly int[] _state;
    private readonly Tensor _scores;
    private readonly float[] _means;
    private readonly float _worth; // reward that a unit of score is worth; 1 without a correction
    private readonly List<(int Item, float Factor, ReadOnlyMemory<float> Row, float Mean)> _terms = []; // of the correction

    /// <summary>Scores the state, the empty state, and the state without each of its items.</summary>
    /// <param name="scorer">The model. A <see cref="Recommender"/> must have scored <paramref name="known"/> last: its latest
    /// correction is explained.</param>
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

    /// <summary>Rows of scores for a state of this many items.</summary>
    public static int Rows(int stateItems) => Without + stateItems;

    /// <summary>The shares of known items in the score of an item that can be shown; those of the state
    /// first, in its order.</summary>
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

    /// <summary>The same user with only these items of the state known.</summary>
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
