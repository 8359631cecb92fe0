using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Autodiff;

namespace Drr.Agent.Learning;

/// <summary>V(s) = Q(s, pi(s)), whose gradient is the deterministic policy gradient (Silver et al. 2014; Lillicrap et al. 2016,
/// equation 6).</summary>
public sealed class DeterministicValue : PolicyValue
{
    /// <inheritdoc/>
    public override Variable Forward(Tape tape, ActorCritic networks, State state, Variable action, bool pessimistic) =>
        Combine(tape, networks.Critics.Select(c => c.Forward(tape, state.Detached, action, frozen: true)), pessimistic);
}
