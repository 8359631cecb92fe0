using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Sessions;

namespace Drr.Agent.Evaluation;

/// <summary>Can a policy serve users while it gets to know them? Held-out users start from their first n items in time. One item
/// is shown at a time, and the log's answer is given before the next one. Every policy receives the same answers, and liked
/// items enter the state.</summary>
/// <remarks>An item that the user never rated counts as a miss with a fixed reward, though the user may have liked it.</remarks>
internal static class InteractiveProtocol
{
    /// <summary>Share of the shown items that the user rated, liked or not.</summary>
    public const string HitColumn = "hit-rate";

    /// <summary>Plays one session for each test user and policy.</summary>
    /// <param name="split">A split by users.</param>
    /// <param name="embeddings">The vectors of the policies; items without one are not candidates.</param>
    /// <param name="environment">Sessions that the log answers.</param>
    /// <param name="log">The rows that answer.</param>
    /// <param name="policies">One or more, named differently; the others are compared with the first.</param>
    /// <param name="options">Rows that choose the users, state, bootstrap.</param>
    /// <param name="progress">Called after each user.</param>
    /// <param name="cancellation">Stops between two users.</param>
    /// <exception cref="LeakException">The embeddings were not fitted on the split's training rows.</exception>
    public static EvaluationReport Evaluate(
        DatasetSplit split, EmbeddingTable embeddings, RecommendationEnvironment environment, RatingLookup log,
        IReadOnlyList<ISessionPolicy> policies, EvaluationOptions options,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(options);
        var report = new ReportBuilder(split, embeddings, policies.Select(policy => policy.Name), options);
        var users = options.Rows == RowRole.Validation ? split.ValidationUsers : split.TestUsers;
        var playing = users.Except(split.UnevaluableUsers).Where(environment.CanStart).ToHashSet();
        string[] columns =
        [
            SimulatorProtocol.RewardColumn, SimulatorProtocol.StepColumn, SimulatorProtocol.TotalColumn,
            SimulatorProtocol.LikedColumn, HitColumn, .. SessionEvaluation.ListColumns,
        ];
        var table = report.Add("sessions", "Reward: of a session, of each of its steps, of all users.", columns);
        new SessionEvaluation(environment, users, playing, policies).Run(report, table, Values, progress, cancellation);
        var learners = string.Join(", ", policies.Where(policy => policy.Learns).Select(policy => policy.Name));
        return report.ToReport(
            "interactive",
            state: $"the user's first {options.HistoryLength} items in time, then the latest that were liked in the session",
            candidates: $"the {embeddings.Fitted.Count(fitted => fitted)} items with a training row, but for those of the state; "
                + "none twice",
            lists: $"one session of {environment.EpisodeLength} steps a user; "
                + (learners.Length == 0 ? "none learns from the answers" : $"learning from the answers: {learners}"),
            cancellation);

        double[] Values(PlayedSession session) =>
        [
            .. SimulatorProtocol.Values(session, playing.Count),
            session.Shown.Average(item => log.TryGet(session.User, item, out _) ? 1.0 : 0.0),
        ];
    }
}
