namespace Drr.Agent.Data;

/// <summary>The rows of one role, told apart from any other set of rows.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Hash">SHA-256 of the raw rows, in lower-case hexadecimal; see <see cref="DatasetSplit.Hash"/>.</param>
public sealed record RowSet(int Rows, string Hash);
