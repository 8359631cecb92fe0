using System.ComponentModel.DataAnnotations;

namespace Drr.Web.Contracts;

/// <summary>A data set on the machine of the service.</summary>
/// <param name="Path">Full path of a folder or zip file.</param>
public sealed record ImportPath([property: Required, StringLength(1024, MinimumLength = 1)] string Path);

/// <summary>What an import found; files with a fault are not kept.</summary>
/// <param name="Accepted">Whether the data set is sound, and kept.</param>
/// <param name="Name">Its name.</param>
/// <param name="Form">Of its files: <c>ml1M</c>, <c>ml10M</c> (as <c>ml1M</c>, without users), <c>ml100K</c>, <c>mlLatest</c>,
/// <c>table</c>; <c>null</c> where there is none.</param>
/// <param name="Users">Users read without a fault.</param>
/// <param name="Films">Films read without a fault.</param>
/// <param name="Ratings">Ratings read without a fault.</param>
/// <param name="FaultCount">All faults, listed or not.</param>
/// <param name="Faults">The first hundred.</param>
/// <param name="Path">Where the data set is kept, from the folder of imports on; <c>null</c> if it is not.</param>
/// <param name="Next">Arguments of <c>drr</c> that train on it.</param>
public sealed record ImportReport(
    bool Accepted, string Name, string? Form, int Users, int Films, int Ratings, long FaultCount,
    IReadOnlyList<ImportFault> Faults, string? Path, string? Next);

/// <summary>Something wrong in a file.</summary>
/// <param name="File">Its name.</param> <param name="Line">From 1; 0 where the whole file is at fault.</param>
/// <param name="Text">What was found, what is required.</param>
public sealed record ImportFault(string File, int Line, string Text);
