using Drr.Agent.Data;

namespace Drr.Agent.Environments;

/// <summary>The reward of a rating.</summary>
public static class Reward
{
    /// <summary>r = (rating - middle of the scale) / half its span, in [-1, 1]; (rating - 3) / 2 for whole stars.</summary>
    /// <remarks>Liu et al. 2018, section 5.</remarks>
    public static float Of(float rating, RatingScale scale) => scale.Centred(rating);
}
