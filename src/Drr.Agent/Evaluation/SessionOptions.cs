using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Evaluation;

/// <summary>How the agent is corrected by a user's stars and by the answers of a session; see <see cref="CorrectedAgent"/>. Training
/// does not depend on it. Chosen for the vectors of the defaults.</summary>
public sealed record SessionOptions
{
    /// <summary>Whether the catalogue and interactive protocols have the corrected agent as their first row.</summary>
    public bool Correct { get; init; } = true;

    /// <summary>w: reward that one unit of score is worth, above 0. The larger, the further an answer has to be from what the score
    /// promised to turn the action.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ScoreWorth { get; init; } = 0.1f;

    /// <summary>lambda: how hard the correction is held to 0, above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float Penalty { get; init; } = 20;

    /// <summary>m: how much a rating counts that the state starts from, beside an answer of the session; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float KnownWeight { get; init; } = 0.4f;
}
