namespace Drr.Agent.Policies;

/// <summary>How the actor's network becomes an action. In both, ĝ is the history's weighted mean and û the user's vector, at root
/// mean square 1, and b and d are <see cref="PolicyOptions.HistoryShare"/> and <see cref="PolicyOptions.UserShare"/>: with one
/// of them above 0 an untrained agent shows more of what the history holds, or what the vectors say of the user.</summary>
public enum ActorForm
{
    /// <summary>a = tanh(b·ĝ + d·û + net(s)); with b = d = 0 as in the paper.</summary>
    Tanh,

    /// <summary>a = c·unit(b·ĝ + d·û + net(s)): a fixed length keeps a soft ranking as sharp as it began.</summary>
    Unit,
}
