using Drr.Analysis.Figures;
using Drr.Analysis.Protocols;

namespace Drr.Analysis.Reports;

/// <summary>A figure, tables, or both.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">What one sees, in numbers.</param>
/// <param name="Figure">The picture, where there is one.</param>
/// <param name="Tables">The numbers, where a table helps.</param>
public sealed record ReportSection(string Title, string Caption, Figure? Figure, IReadOnlyList<ReportTable> Tables)
{
    /// <summary>A cross-validation: its card, and a row for each model.</summary>
    /// <param name="report">The figures.</param>
    public static ReportSection Of(CrossValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            "Cross-validation", ProtocolTables.CrossValidationCard(report), null, [ProtocolTables.CrossValidation(report)]);
    }
}
