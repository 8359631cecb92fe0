using Drr.Agent.Environments;

namespace Drr.Agent.Sessions;

/// <summary>Whoever shows items in the sessions of the simulator and interactive protocols; may learn
/// on within a session.</summary>
internal interface ISessionPolicy
{
    /// <summary>The row's name in a table.</summary>
    string Name { get; }

    /// <summary>Whether it learns within a session.</summary>
    bool Learns { get; }

    /// <summary>Comes before each session: forget what earlier sessions taught, start from what training left.</summary>
    void Reset();

    /// <summary>The item to show.</summary>
    /// <param name="observation">The state; the environment's memory.</param>
    /// <param name="unavailable">[items]; at least one is false.</param>
    int Choose(Observation observation, ReadOnlySpan<bool> unavailable);

    /// <summary>Hears the answer to the item chosen last.</summary>
    /// <param name="outcome">The answer.</param> <param name="next">The state after it; the environment's memory.</param>
    void Observe(StepOutcome outcome, Observation next);
}
