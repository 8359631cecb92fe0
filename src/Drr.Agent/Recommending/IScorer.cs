using Drr.Agent.Environments;

namespace Drr.Agent.Recommending;

/// <summary>Anything that orders items for a user: the agent, a baseline.</summary>
public interface IScorer
{
    /// <summary>The row's name in a table.</summary>
    string Name { get; }

    /// <summary>Scores every item; higher is better.</summary>
    /// <param name="observation">The user and their state.</param>
    /// <param name="scores">[items], overwritten; <see cref="float.NegativeInfinity"/> for an item that it cannot rank.</param>
    void Score(Observation observation, Span<float> scores);
}
