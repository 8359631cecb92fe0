using Drr.Agent.Data;

namespace Drr.Analysis.Protocols;

/// <summary>Which ratings say that a film was liked.</summary>
internal static class Liking
{
    private const double Share = 0.75; // of the way from the lowest star to the highest

    /// <summary>Ratings from this on: 4 of 1 to 5, and 4 of 0.5 to 5.</summary>
    internal static float From(RatingScale scale) => scale.Nearest(scale.Min + (Share * (scale.Max - scale.Min)));
}
