using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Kernels;

/// <summary>Work a second in the fastest iteration, or that as a share of the run's <see cref="Peak"/>.</summary>
public sealed class RateColumn(bool share) : IColumn
{
    public string Id => ColumnName;

    public string ColumnName => share ? "Of peak" : "Rate";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => share ? 1 : 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => share
        ? $"Share of the peak measured in this run: {Peak.Operations / 1e9:F0} GFLOP/s of multiply-adds in registers, "
            + $"{Peak.Bytes / 1e9:F0} GB/s of copying in cache"
        : "GFLOP/s or GB/s of the fastest iteration; the median tells how much others disturbed the run";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        var work = benchmarkCase.Parameters.Items.Select(p => p.Value).OfType<IWork>().FirstOrDefault();
        if (work is null || summary[benchmarkCase]?.ResultStatistics is not { } statistics)
        {
            return "-";
        }

        var rate = work.Amount / (statistics.Min * 1e-9);
        return share
            ? (rate / (work.IsArithmetic ? Peak.Operations : Peak.Bytes)).ToString("P0", CultureInfo.InvariantCulture)
            : (rate / 1e9).ToString("F1", CultureInfo.InvariantCulture) + (work.IsArithmetic ? " GFLOP/s" : " GB/s");
    }
}
