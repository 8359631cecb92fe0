using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Tensors;

namespace Drr.Web.Serving;

/// <summary>A baseline, one observation after the other.</summary>
/// <param name="scorer">Must bear several threads.</param>
internal sealed class BaselineScorer(IScorer scorer) : IBatchScorer
{
    public void Score(Person person, ReadOnlySpan<Observation> observations, Tensor scores)
    {
        for (var row = 0; row < observations.Length; row++)
        {
            scorer.Score(observations[row], scores.Row(row));
        }
    }
}

/// <summary>Orders films for several observations of one user at once.</summary>
internal interface IBatchScorer
{
    /// <summary>Scores every film for every observation; higher is better.</summary>
    /// <param name="person">Whose observations they are.</param>
    /// <param name="observations">B of them.</param>
    /// <param name="scores">[B or more, items]; the first B rows are overwritten, -infinity for a film that cannot be shown.</param>
    void Score(Person person, ReadOnlySpan<Observation> observations, Tensor scores);
}
