using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Recommending;

/// <summary>How the agent is corrected by a user's stars and by the answers of a session; see <see cref="CorrectedScorer"/>.
/// Training does not depend on it. Chosen for the vectors of the defaults.</summary>
public sealed record SessionOptions
{
    /// <summary>Whether the catalogue and interactive protocols have the corrected agent as their first row.</summary>
    public bool Correct { get; init; } = true;

    /// <summary>w: reward that one unit of score is worth, above 0. The larger, the further an answer has to be from what the
    /// score promised to turn the action.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ScoreWorth { get; init; } = 0.1f;

    /// <summary>c: what carries over from one item to another goes by the covariance of their rewards with 0, by the correlation
    /// with 1.</summary>
    [Range(0.0, 1.0)]
    public float Correlation { get; init; } = 0.5f;

    /// <summary>Variance of a reward that neither score nor covariance explains, above 0: the larger, the
    /// less an answer turns.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float Noise { get; init; } = 0.2f;

    /// <summary>How much a rating counts that the state starts from, beside an answer of the session; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float KnownWeight { get; init; } = 0.5f;

    /// <summary>How much such a rating counts where a whole list is ordered at once, by what will be rated; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float ListWeight { get; init; } = 0.1f;
}
