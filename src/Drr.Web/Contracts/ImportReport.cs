namespace Drr.Web.Contracts;

/// <summary>What an import found; files with a fault are not kept.</summary>
/// <param name="Accepted">Whether the data set is sound, and kept.</param>
/// <param name="Name">Its name.</param>
/// <param name="Form">Of its files: <c>ml1M</c>, <c>ml100K</c>, <c>mlLatest</c>; <c>null</c> where there is none.</param>
/// <param name="Users">Users read without a fault.</param>
/// <param name="Films">Films read without a fault.</param>
/// <param name="Ratings">Ratings read without a fault.</param>
/// <param name="FaultCount">All faults, listed or not.</param>
/// <param name="Faults">The first hundred.</param>
/// <param name="Path">Where the data set is kept; <c>null</c> if it is not.</param>
/// <param name="Next">Arguments of <c>drr</c> that train on it.</param>
public sealed record ImportReport(
    bool Accepted, string Name, string? Form, int Users, int Films, int Ratings, long FaultCount, IReadOnlyList<ImportFault> Faults,
    string? Path, string? Next);
