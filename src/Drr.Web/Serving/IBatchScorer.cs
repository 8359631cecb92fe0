using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Web.Serving;

/// <summary>Orders films for several observations of one user at once.</summary>
internal interface IBatchScorer
{
    /// <summary>Scores every film for every observation; higher is better.</summary>
    /// <param name="person">Whose observations they are.</param>
    /// <param name="observations">B of them.</param>
    /// <param name="scores">[B or more, items]; the first B rows are overwritten, -infinity for a film that cannot be shown.</param>
    void Score(Person person, ReadOnlySpan<Observation> observations, Tensor scores);
}
