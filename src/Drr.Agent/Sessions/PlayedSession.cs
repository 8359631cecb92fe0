using Drr.Agent.Environments;

namespace Drr.Agent.Sessions;

/// <summary>The outcome of a session.</summary>
/// <param name="User">Dense user id.</param>
/// <param name="Reward">Sum over its steps.</param>
/// <param name="Liked">Steps with a reward above 0.</param>
/// <param name="Shown">Items in order.</param>
internal sealed record PlayedSession(int User, double Reward, int Liked, IReadOnlyList<int> Shown)
{
    /// <summary>The reward of a session; checks for cancellation first.</summary>
    internal static double RewardOf(IEnvironment environment, int user, ISessionPolicy policy, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Play(environment, user, policy).Reward;
    }

    /// <summary>Plays one session to its end.</summary>
    /// <param name="environment">Answers.</param> <param name="user">Dense user id; must be able to start.</param>
    /// <param name="policy">Chooses the items and receives every answer.</param>
    public static PlayedSession Play(IEnvironment environment, int user, ISessionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(policy);
        environment.Reset(user);
        policy.Reset();
        var (reward, liked, shown, ended) = (0.0, 0, new List<int>(), false);
        while (!ended)
        {
            var item = policy.Choose(environment.Observation, environment.Unavailable);
            var outcome = environment.Step(item);
            policy.Observe(outcome, environment.Observation);
            shown.Add(item);
            reward += outcome.Reward;
            liked += outcome.Reward > 0 ? 1 : 0;
            ended = outcome.Ended;
        }

        return new(user, reward, liked, shown);
    }
}

/// <summary>Chooses the items of sessions in the simulator and interactive protocols; it may learn within a session.</summary>
internal interface ISessionPolicy
{
    /// <summary>The row's name in a table.</summary>
    string Name { get; }

    /// <summary>Whether it learns within a session.</summary>
    bool Learns { get; }

    /// <summary>Called before each session: drops what earlier sessions taught and goes back to the end of training.</summary>
    void Reset();

    /// <summary>The item to show.</summary>
    /// <param name="observation">The state; the environment's memory.</param>
    /// <param name="unavailable">[items]; at least one is false.</param>
    int Choose(Observation observation, ReadOnlySpan<bool> unavailable);

    /// <summary>Receives the answer to the item chosen last.</summary>
    /// <param name="outcome">The answer.</param> <param name="next">The state after it; the environment's memory.</param>
    void Observe(StepOutcome outcome, Observation next);
}
