using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Autodiff;

namespace Drr.Agent.Learning;

/// <summary>V(s), the value of what the policy does in a state: the actor climbs it under the trained networks, and the critic's
/// target takes it from those that follow. The critic is frozen in it and the state is a constant to it, so a gradient reaches
/// the actor through its action only.</summary>
public abstract class PolicyValue
{
    /// <summary>Records the values of a batch.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="networks">Whose critic.</param>
    /// <param name="state">Of B observations.</param>
    /// <param name="action">pi(s), [B, k]</param>
    /// <returns>[B]</returns>
    public abstract Variable Forward(Tape tape, ActorCritic networks, State state, Variable action);
}

/// <summary>V(s) = Q(s, pi(s)), whose gradient is the deterministic policy gradient (Silver et al. 2014; Lillicrap et al. 2016,
/// equation 6).</summary>
public sealed class DeterministicValue : PolicyValue
{
    /// <inheritdoc/>
    public override Variable Forward(Tape tape, ActorCritic networks, State state, Variable action) =>
        networks.Critic.Forward(tape, state.Detached, action, frozen: true);
}
