namespace Drr.Agent.Data;

/// <summary>What a split did, to be stored beside everything that was made from it.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Protocol">What was held out.</param>
/// <param name="TestShare">As asked for.</param>
/// <param name="ValidationShare">As asked for.</param>
/// <param name="StateLength">Rows that make a held-out user's starting state; 0 under the re-rank protocol.</param>
/// <param name="Seed">Of the random choices.</param>
/// <param name="TrainUsers">Users with training rows.</param>
/// <param name="ValidationUsers">Users with validation rows, or held out for them.</param>
/// <param name="TestUsers">Users with test rows, or held out for them.</param>
/// <param name="Train">Rows that fit and train.</param>
/// <param name="Validation">Rows that choose settings.</param>
/// <param name="Test">Rows that count in the final table.</param>
/// <param name="State">Rows that make starting states.</param>
public sealed record SplitManifest(
    string Dataset,
    SplitProtocol Protocol,
    double TestShare,
    double ValidationShare,
    int StateLength,
    ulong Seed,
    int TrainUsers,
    int ValidationUsers,
    int TestUsers,
    RowSet Train,
    RowSet Validation,
    RowSet Test,
    RowSet State)
{
    /// <summary>Rows that fit the simulator alone; <c>null</c> where there are none.</summary>
    public RowSet? Simulator { get; init; }
}
