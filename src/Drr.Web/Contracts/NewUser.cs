using System.ComponentModel.DataAnnotations;

namespace Drr.Web.Contracts;

/// <summary>A user to be made.</summary>
/// <param name="Name">1 to 40 characters, at least one of them no space.</param>
/// <param name="Gender"><c>female</c>, <c>male</c> or left out.</param>
/// <param name="AgeGroup">One of the data set's <c>ageGroups</c>, or left out.</param>
/// <param name="Occupation">One of the data set's <c>occupations</c>, or left out.</param>
public sealed record NewUser(
    [property: Required, StringLength(40, MinimumLength = 1)] string Name,
    [property: MinLength(1), RegularExpression("^(female|male)$", ErrorMessage = "Must be female or male.")] string? Gender = null,
    [property: StringLength(40)] string? AgeGroup = null,
    [property: StringLength(100)] string? Occupation = null);
