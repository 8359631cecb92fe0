namespace Drr.Web.Contracts;

/// <summary>A training run.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Dataset">What it is trained on.</param>
/// <param name="Status"><c>finished</c>, <c>stoppedEarly</c>, or <c>unfinished</c>: at work, or stopped.</param>
/// <param name="Active">Whether its metrics have grown in the last minute.</param>
/// <param name="Steps">Environment steps reported.</param>
/// <param name="TotalSteps">Steps that there will be.</param>
/// <param name="Updated">When its metrics grew last; <c>null</c> before the first.</param>
/// <param name="Served">Whether its agent is the one that answers.</param>
/// <param name="Best">The best validation figures, by name.</param>
public sealed record RunOverview(
    string Name, string Dataset, string Status, bool Active, long Steps, long TotalSteps, DateTimeOffset? Updated, bool Served,
    IReadOnlyDictionary<string, double> Best);
