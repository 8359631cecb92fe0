using System.ComponentModel.DataAnnotations;

namespace Drr.Web.Contracts;

/// <summary>What list is wanted.</summary>
/// <param name="Top">Films, 1 to 100.</param>
/// <param name="Model">Who orders them.</param>
/// <param name="Exclude">Films not to show, such as those skipped; at most 1,000.</param>
public sealed record RecommendationRequest(
    [property: Range(1, 100)] int Top = 10,
    RecommendationModel Model = RecommendationModel.Drr,
    [property: MaxLength(1000)] IReadOnlyList<int>? Exclude = null);
