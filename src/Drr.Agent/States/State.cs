using Drr.Autodiff;

namespace Drr.Agent.States;

/// <summary>The states of a batch, as recorded by a <see cref="StateModule"/>.</summary>
/// <param name="Features">s, what actor and critic read: parts that side by side are [B, S]. They are never put together, and
/// those that are constants cost no gradient.</param>
/// <param name="Pooled">g = (1/n) Σ w_a i_a, [B, k]: the weighted mean of the history.</param>
/// <param name="User">u, [B, k]; a constant.</param>
public readonly record struct State(Variable[] Features, Variable Pooled, Variable User)
{
    /// <summary>The same values as constants: no gradient flows back through them.</summary>
    public State Detached => new([.. Features.Select(part => Tape.Constant(part.Value))], Tape.Constant(Pooled.Value), User);
}
