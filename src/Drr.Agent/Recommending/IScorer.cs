using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Recommending;

/// <summary>Orders items for a user: the agent, or a baseline.</summary>
public interface IScorer
{
    /// <summary>The row's name in a table.</summary>
    string Name { get; }

    /// <summary>Whether scores depend on the rewards of shown items, so that it learns within a session.</summary>
    bool HearsAnswers => false;

    /// <summary>Scores every item; higher is better.</summary>
    /// <param name="observation">What is known of the user.</param>
    /// <param name="scores">[items], overwritten; <see cref="float.NegativeInfinity"/> for an item that it cannot rank.</param>
    void Score(Observation observation, Span<float> scores);

    /// <summary>Scores every item for several observations.</summary>
    /// <param name="observations">B of them.</param>
    /// <param name="scores">[B or more, items]; the first B rows are overwritten.</param>
    void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        for (var row = 0; row < observations.Length; row++)
        {
            Score(observations[row], scores.Row(row));
        }
    }
}
