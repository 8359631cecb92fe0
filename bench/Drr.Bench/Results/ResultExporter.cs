using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using Drr.Bench.Kernels;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Results;

/// <summary>Writes a run as the file that <see cref="Comparison"/> reads.</summary>
public sealed class ResultExporter : ExporterBase
{
    protected override string FileExtension => "json";

    protected override string FileCaption => "results";

    public override void ExportToLog(Summary summary, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(logger);
        var arguments = string.Join(' ', Environment.GetCommandLineArgs()[1..]);
        var command = $"dotnet run -c Release --project bench/Drr.Bench -- {arguments}";
        var rows = summary.Reports.Where(report => report.ResultStatistics is not null).Select(Row).ToList();
        logger.Write(new ResultFile(Machine.Current, command, Peak.Operations, rows).ToJson());
    }

    private static ResultRow Row(BenchmarkReport report)
    {
        const double nanosecond = 1e-9;
        var (work, statistics) = (report.BenchmarkCase, report.ResultStatistics!);
        var seconds = new Spread(
            nanosecond * statistics.Median, nanosecond * statistics.Q1, nanosecond * statistics.Q3, statistics.N);
        var arithmetic = work.Parameters.Items.Select(item => item.Value).OfType<IWork>().FirstOrDefault(w => w.IsArithmetic);
        return new ResultRow($"{work.Descriptor.GetFilterName()} {work.Parameters.DisplayInfo}".Trim(), seconds)
        {
            Operations = arithmetic?.Amount,
            OfPeak = arithmetic?.Amount / seconds.Median / Peak.Operations,
            AllocatedBytes = report.GcStats.GetBytesAllocatedPerOperation(work),
        };
    }
}
