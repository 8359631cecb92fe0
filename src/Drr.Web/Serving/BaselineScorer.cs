using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
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
