namespace Drr.Agent.Evaluation;

/// <summary>Who answers in the simulator protocol, and who learns from the answers.</summary>
/// <param name="EpisodeLength">Steps T of a session.</param>
/// <param name="Predictions">What becomes of the predicted ratings, in words; where the log has a rating, it answers.</param>
/// <param name="HeldOutRows">The split's test rows.</param>
public sealed record SimulatorCard(int EpisodeLength, string Predictions, int HeldOutRows)
{
    /// <summary>Root mean square error of the predictions before rounding, on the held-out rows; in stars. <c>null</c> where
    /// there are none.</summary>
    public double? HeldOutError { get; init; }

    /// <summary>Total reward of one who always shows the best item by the simulator's own predictions, but does not know where
    /// the log will answer instead: the optimum that totals are measured by.</summary>
    public double OwnTotal { get; init; }

    /// <summary>Total reward of one who knows every answer beforehand: more cannot be earned.</summary>
    public double MostTotal { get; init; }

    /// <summary>Rows that learn on: an update a step, and before each session all is put back to what training left. The others
    /// never learn.</summary>
    public IReadOnlyList<string> Learners { get; init; } = [];
}
