namespace Drr.Web.Contracts;

/// <summary>How the service is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c> or <c>waiting</c>.</param> <param name="Reason">What it waits for.</param>
public sealed record ServiceStatus(string Status, string? Reason = null);
