namespace Drr.Agent.Policies;

/// <summary>How the actor's network becomes an action.</summary>
public enum ActorForm
{
    /// <summary>a = tanh(net(s)), as in the paper.</summary>
    Tanh,

    /// <summary>a = c·unit(b·ĝ + net(s)), where ĝ is the history's weighted mean at root mean square 1: it starts as "more like the history",
    /// and a fixed length keeps the soft ranking as sharp as it began.</summary>
    Residual,
}
