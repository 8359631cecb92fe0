using System.Diagnostics;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;

namespace Drr.Agent.Evaluation;

/// <summary>How much reward does it earn while it learns? One session of every user in the simulator; before each session a
/// policy goes back to what training left it (Liu et al. 2018, section 5.3).</summary>
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

    /// <summary>Plays one session a user and policy.</summary>
    /// <param name="split">The split that trained the policies.</param>
    /// <param name="embeddings">What the policies use.</param>
    /// <param name="environment">The simulator; it answers the same to every policy.</param>
    /// <param name="users">Users who can start; the others are left out.</param>
    /// <param name="policies">One or more, named differently; the others are compared with the first.</param>
    /// <param name="simulator">What the environment is; the learners are filled in.</param>
    /// <param name="options">Only the bootstrap counts here.</param>
    /// <param name="progress">Told after each user.</param>
    /// <param name="cancellation">Stops between two users.</param>
    /// <exception cref="LeakException">The embeddings were not fitted on the split's training rows.</exception>
    public static EvaluationReport Evaluate(
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
        string[] columns = [RewardColumn, StepColumn, TotalColumn, LikedColumn];
        var table = report.Add("sessions", "Reward: of a session, of each of its steps, of all users.", columns);
        for (var user = 0; user < split.Dataset.Users.Count; user++)
        {
            cancellation.ThrowIfCancellationRequested();
            table.Count(playing.Contains(user));
            for (var policy = 0; policy < policies.Count && playing.Contains(user); policy++)
            {
                var begin = Stopwatch.GetTimestamp();
                var (reward, liked, shown) = Play(environment, user, policies[policy]);
                report.AddTime(policy, begin);
                double[] values = [reward, reward / shown.Count, reward * playing.Count, (double)liked / shown.Count];
                table.Add(policy, values, shown.ToArray());
            }

            progress?.Report(new StageProgress("evaluate", user + 1, split.Dataset.Users.Count));
        }

        var evaluated = report.ToReport(
            "simulator",
            state: $"the user's latest {environment.Observation.Items.Length} liked items of the training rows",
            candidates: "all items with a vector but for those of the state; none twice in a session",
            lists: $"one session of {simulator.EpisodeLength} steps a user, the best item at each, no exploration");
        var learners = policies.Where(policy => policy.Learns).Select(policy => policy.Name);
        return evaluated with { Card = evaluated.Card with { Simulator = simulator with { Learners = [.. learners] } } };
    }

    /// <summary>Plays one session.</summary>
    /// <returns>The sum of its rewards.</returns>
    public static double Reward(IEnvironment environment, int user, ISessionPolicy policy) =>
        Play(environment, user, policy).Reward;

    private static (double Reward, int Liked, List<int> Shown) Play(IEnvironment environment, int user, ISessionPolicy policy)
    {
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

        return (reward, liked, shown);
    }
}
