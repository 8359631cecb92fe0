using Drr.Analysis.Figures;

namespace Drr.Analysis.Reports;

/// <summary>A figure, tables, or both.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">What one sees, in numbers.</param>
/// <param name="Figure">The picture, where there is one.</param>
/// <param name="Tables">The numbers, where a table helps.</param>
public sealed record ReportSection(string Title, string Caption, Figure? Figure, IReadOnlyList<ReportTable> Tables);
