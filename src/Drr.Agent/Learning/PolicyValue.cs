using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Ops;

namespace Drr.Agent.Learning;

/// <summary>V(s), the value of what the policy does in a state: the actor climbs it under the trained networks, and the critic's
/// target
/// takes it from the target networks. Critics are frozen in it and states are constants to them, so a gradient reaches the actor
/// through its action only.</summary>
public abstract class PolicyValue
{
    /// <summary>Records the values of a batch.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="networks">Whose critics.</param>
    /// <param name="state">Of B observations.</param>
    /// <param name="action">pi(s), [B, k]</param>
    /// <param name="pessimistic">Take the smaller of twin values; else their mean.</param>
    /// <returns>[B]</returns>
    public abstract Variable Forward(Tape tape, ActorCritic networks, State state, Variable action, bool pessimistic);

    /// <summary>One value of one or two critics' values.</summary>
    private protected static Variable Combine(Tape tape, IEnumerable<Variable> values, bool pessimistic) => values.ToArray() switch
    {
        [var only] => only,
        [var first, var second] when pessimistic => tape.Minimum(first, second),
        [var first, var second] => tape.Scale(tape.Add(first, second), 0.5f),
        var others => throw new NotSupportedException($"There are one or two critics, not {others.Length}."),
    };
}
