using System.Diagnostics;
using Drr.Agent.Environments;
using Drr.Agent.Sessions;

namespace Drr.Agent.Evaluation;

/// <summary>Sessions of every user with every policy: what the two session protocols share.</summary>
/// <param name="environment">Answers the same to every policy.</param>
/// <param name="users">Users of the data set; those who do not play are counted as left out.</param>
/// <param name="playing">Users who can start.</param>
/// <param name="policies">One or more.</param>
internal sealed class SessionEvaluation(
    IEnvironment environment, IReadOnlyList<int> users, IReadOnlySet<int> playing, IReadOnlyList<ISessionPolicy> policies)
{
    /// <summary>What is measured of every session's list besides its reward: <see cref="ListMetrics.Novelty"/> and
    /// <see cref="ListMetrics.Diversity"/>. The last columns of the table that <see cref="Run"/> fills.</summary>
    public static IReadOnlyList<string> ListColumns { get; } = ["novelty", "diversity"];

    /// <summary>Plays one session for each user and policy.</summary>
    /// <param name="report">Takes the time.</param> <param name="table">Takes what <paramref name="measure"/> gives.</param>
    /// <param name="measure">A session's values, one for each column of the table except the last ones.</param>
    /// <param name="progress">Called after each user.</param> <param name="cancellation">Stops between two users.</param>
    public void Run(
        ReportBuilder report, SectionTable table, Func<PlayedSession, double[]> measure, IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        for (var i = 0; i < users.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var plays = playing.Contains(users[i]);
            table.Count(plays);
            for (var policy = 0; policy < policies.Count && plays; policy++)
            {
                var begin = Stopwatch.GetTimestamp();
                var session = PlayedSession.Play(environment, users[i], policies[policy]);
                report.AddTime(policy, begin);
                var shown = session.Shown.ToArray();
                double[] values = [.. measure(session), report.Lists.Novelty(shown), report.Lists.Diversity(shown)];
                table.Add(policy, values, shown);
            }

            progress?.Report(new StageProgress("evaluate", i + 1, users.Count));
        }
    }
}
