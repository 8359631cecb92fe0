namespace Drr.Agent.Policies;

/// <summary>How the actor's network becomes an action. In both, ĝ is the history's weighted mean at root mean square 1 and b the
/// <see cref="PolicyOptions.HistoryShare"/>: with b above 0 an untrained agent shows more of what the history holds.</summary>
public enum ActorForm
{
    /// <summary>a = tanh(b·ĝ + net(s)); with b = 0 as in the paper.</summary>
    Tanh,

    /// <summary>a = c·unit(b·ĝ + net(s)): a fixed length keeps a soft ranking as sharp as it began.</summary>
    Unit,
}
