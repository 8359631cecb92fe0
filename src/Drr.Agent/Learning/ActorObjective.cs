namespace Drr.Agent.Learning;

/// <summary>What the actor climbs.</summary>
public enum ActorObjective
{
    /// <summary>Q(s, pi(s)): the deterministic policy gradient (Lillicrap et al. 2016), as in the paper.</summary>
    PolicyGradient,

    /// <summary>The expected critic value of the ranking that pi(s) induces, through a soft arg-max over its best
    /// items.</summary>
    Ranking,
}
