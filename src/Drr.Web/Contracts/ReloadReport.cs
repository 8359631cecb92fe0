namespace Drr.Web.Contracts;

/// <summary>What a reload did.</summary>
/// <param name="Changed">Whether another agent answers now.</param> <param name="Model">The agent that answers.</param>
public sealed record ReloadReport(bool Changed, ModelSummary? Model);
