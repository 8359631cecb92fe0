using System.ComponentModel.DataAnnotations;

namespace Drr.Web.Contracts;

/// <summary>A data set on the machine of the service.</summary>
/// <param name="Path">Full path of a folder or zip file.</param>
public sealed record ImportPath([property: Required, StringLength(1024, MinimumLength = 1)] string Path);
