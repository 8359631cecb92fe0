namespace Drr.Analysis.Protocols;

/// <summary>The models that factorise or compare rows of the matrix of who liked what, cross-validated.</summary>
/// <param name="Folds">Parts of the ratings; each is tested once.</param>
/// <param name="Factors">Of the truncated SVD.</param>
/// <param name="LikedFrom">A rating of this or more is liked.</param>
/// <param name="UsersPerFold">Users with a liked rating to find, mean over folds.</param>
/// <param name="Seed">Deals the ratings out.</param>
/// <param name="Rows">A model each.</param>
public sealed record CrossValidationReport(
    int Folds, int Factors, float LikedFrom, double UsersPerFold, ulong Seed, IReadOnlyList<CrossValidationRow> Rows);
