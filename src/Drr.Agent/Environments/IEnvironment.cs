namespace Drr.Agent.Environments;

/// <summary>One user's session: the agent shows an item, the user answers.</summary>
public interface IEnvironment
{
    /// <summary>The state of the session; owned by the environment, which changes it in <see cref="Step"/>.</summary>
    Observation Observation { get; }

    /// <summary>[items]: true for those that may not be shown (shown already, part of the start, without a vector).</summary>
    ReadOnlySpan<bool> Unavailable { get; }

    /// <summary>Starts a session of <paramref name="user"/>.</summary>
    void Reset(int user);

    /// <summary>Shows <paramref name="item"/>. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">The session has ended, or the item is not available.</exception>
    StepOutcome Step(int item);
}
