namespace Drr.Agent.Studies;

/// <summary>One form of the agent in a study.</summary>
/// <param name="Name">Short, fit for a folder; unique in its study.</param>
/// <param name="Change">What sets it apart, in words.</param>
/// <param name="Options">All settings; the seed is the study's.</param>
public sealed record Variant(string Name, string Change, DrrOptions Options);
