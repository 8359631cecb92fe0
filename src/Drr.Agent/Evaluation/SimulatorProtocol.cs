using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Sessions;

namespace Drr.Agent.Evaluation;

/// <summary>How much reward does a policy earn while it learns? One session of every user in the simulator; before each session a
/// policy goes back to the end of training (Liu et al. 2018, section 5.3).</summary>
public static class SimulatorProtocol
{
    /// <summary>Sum of a session's rewards.</summary>
    public const string RewardColumn = "reward";

    /// <summary>The total over all users, which the paper reports: <see cref="RewardColumn"/> times the users.</summary>
    public const string TotalColumn = "total-reward";

    /// <summary>Mean reward of a session's steps.</summary>
    public const string StepColumn = "step-reward";

    /// <summary>Share of the shown items with a reward above 0.</summary>
    public const string LikedColumn = "liked-share";

    /// <summary>Plays one session for each user and policy.</summary>
    /// <param name="split">The split that trained the policies.</param>
    /// <param name="embeddings">The vectors of the policies.</param>
    /// <param name="environment">The simulator; it answers the same to every policy.</param>
    /// <param name="users">Users who can start; the others are left out.</param>
    /// <param name="policies">One or more, named differently; the others are compared with the first.</param>
    /// <param name="simulator">Describes the environment; the learners are filled in.</param>
    /// <param name="options">Only those of the bootstrap are used.</param>
    /// <param name="progress">Called after each user.</param>
    /// <param name="cancellation">Stops between two users.</param>
    /// <exception cref="LeakException">The embeddings were not fitted on the split's training rows.</exception>
    internal static EvaluationReport Evaluate(
        DatasetSplit split, EmbeddingTable embeddings, IEnvironment environment, IEnumerable<int> users,
        IReadOnlyList<ISessionPolicy> policies, SimulatorCard simulator, EvaluationOptions options,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(simulator);
        var report = new ReportBuilder(split, embeddings, policies.Select(policy => policy.Name), options);
        var playing = users.ToHashSet();
        string[] columns = [RewardColumn, StepColumn, TotalColumn, LikedColumn, .. SessionEvaluation.ListColumns];
        var table = report.Add("sessions", "Reward: of a session, of each of its steps, of all users.", columns);
        var sessions = new SessionEvaluation(environment, [.. Enumerable.Range(0, split.Dataset.Users.Count)], playing, policies);
        sessions.Run(report, table, session => Values(session, playing.Count), progress, cancellation);
        var evaluated = report.ToReport(
            "simulator",
            state: $"the user's latest {environment.Observation.Items.Length} liked items of the training rows",
            candidates: "all items with a vector but for those of the state; none twice in a session",
            lists: $"one session of {simulator.EpisodeLength} steps a user, the best item at each, no exploration",
            cancellation);
        var learners = policies.Where(policy => policy.Learns).Select(policy => policy.Name);
        return evaluated with { Card = evaluated.Card with { Simulator = simulator with { Learners = [.. learners] } } };
    }

    /// <summary>One value for each of <see cref="RewardColumn"/>, <see cref="StepColumn"/>, <see cref="TotalColumn"/>,
    /// <see cref="LikedColumn"/>.</summary>
    internal static double[] Values(PlayedSession session, int users) =>
    [
        session.Reward, session.Reward / session.Shown.Count, session.Reward * users, (double)session.Liked / session.Shown.Count,
    ];
}
