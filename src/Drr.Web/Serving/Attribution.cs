using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Web.Serving;

/// <summary>What each liked film of a state does for another film: exact shares of a difference of scores, whatever the model.</summary>
/// <remarks>
/// A film's lead in a state, F(s), is how far its score lies above the mean score of all films that the model can show. The n films of
/// the state raise it from F(nothing) to F(s). Film i gets its marginal contribution, m_i = F(s) - F(s without i), and an equal share
/// of what only several films do together: c_i = m_i + (F(s) - F(nothing) - sum of m) / n. In the words of cooperative games that is
/// the equal allocation of non-separable contributions. It follows that
/// <list type="bullet">
/// <item>the c_i sum to F(s) - F(nothing): a film that the state puts ahead has at least one film that speaks for it, and where none
/// does, the film would have the same lead or a greater one without any liked film;</item>
/// <item>where scores are sums over the state (item cosine), c_i is film i's own term, less that term's mean;</item>
/// <item>where the state does not matter (popularity), every c_i is 0.</item>
/// </list>
/// </remarks>
internal sealed class Attribution
{
    private const int State = 0, Nothing = 1, Without = 2; // rows
    private readonly Tensor _scores;
    private readonly float[] _means;

    /// <summary>Takes what a model says of the states in question.</summary>
    /// <param name="scores">[<see cref="Rows"/> or more, items], a row for each of <see cref="States"/>, -infinity for an item that
    /// cannot be shown; kept, and read by <see cref="Contributions"/>.</param>
    /// <param name="liked">Films of the state.</param>
    public Attribution(Tensor scores, int liked)
    {
        _scores = scores;
        _means = [.. Enumerable.Range(0, Rows(liked)).Select(row => MeanOfFinite(scores.Row(row)))];
    }

    /// <summary>How many states are in question for so many liked films.</summary>
    public static int Rows(int liked) => Without + liked;

    /// <summary>The states in question: the state itself, one without any film, and the state without each of its films.</summary>
    /// <param name="liked">Dense ids of the state's films, the latest last.</param> <param name="length">Slots of an observation.</param>
    public static Observation[] States(ReadOnlySpan<int> liked, int length)
    {
        var states = new Observation[Rows(liked.Length)];
        (states[State], states[Nothing]) = (Of(liked, length), new(length));
        for (var i = 0; i < liked.Length; i++)
        {
            states[Without + i] = Of([.. liked[..i], .. liked[(i + 1)..]], length);
        }

        return states;
    }

    /// <summary>c_i of an item that can be shown, in the order of the state.</summary>
    public float[] Contributions(int item)
    {
        var all = Lead(State, item);
        var contributions = new float[_means.Length - Without];
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = all - Lead(Without + i, item);
        }

        var together = (all - Lead(Nothing, item) - contributions.Sum()) / contributions.Length;
        return [.. contributions.Select(own => own + together)];
    }

    private float Lead(int row, int item) => _scores.Row(row)[item] - _means[row];

    private static Observation Of(ReadOnlySpan<int> liked, int length)
    {
        var observation = new Observation(length);
        liked.CopyTo(observation.Items.AsSpan(length - liked.Length));
        return observation;
    }

    private static float MeanOfFinite(ReadOnlySpan<float> scores)
    {
        var (sum, count) = (0.0, 0);
        foreach (var score in scores)
        {
            if (float.IsFinite(score))
            {
                sum += score;
                count++;
            }
        }

        return (float)(sum / count);
    }
}
