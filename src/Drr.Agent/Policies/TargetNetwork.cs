using Drr.Tensors.Kernels;

namespace Drr.Agent.Policies;

/// <summary>A second set of networks that follows the trained one slowly and serves the targets of the TD error (Lillicrap et al.
/// 2016).</summary>
public sealed class TargetNetwork
{
    private readonly ActorCritic _source;
    private readonly float _rate;

    /// <summary>A hard copy of <paramref name="source"/>.</summary>
    /// <param name="source">The networks being trained.</param> <param name="softUpdateRate">tau, in (0, 1].</param>
    public TargetNetwork(ActorCritic source, float softUpdateRate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(softUpdateRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(softUpdateRate, 1);
        (_source, _rate, Networks) = (source, softUpdateRate, source.Clone());
    }

    /// <summary>The networks that follow.</summary>
    public ActorCritic Networks { get; }

    /// <summary>theta' += tau·(theta - theta'), all weights in one pass.</summary>
    public void SoftUpdate() => Updates.SoftUpdate(_source.Parameters.Values, _rate, Networks.Parameters.Values);
}
