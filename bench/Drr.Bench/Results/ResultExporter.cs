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

    internal static string Command
    {
        get
        {
            var arguments = Environment.GetCommandLineArgs()[1..]
                .Select(x => x.Contains('*', StringComparison.Ordinal) ? $"'{x}'" : x);
            return $"dotnet run -c Release --project bench/Drr.Bench -- {string.Join(' ', arguments)}";
        }
    }

    internal static Spread Seconds(BenchmarkReport report)
    {
        const double nanosecond = 1e-9;
        var statistics = report.ResultStatistics!;
        return new Spread(nanosecond * statistics.Median, nanosecond * statistics.Q1, nanosecond * statistics.Q3, statistics.N);
    }

    public override void ExportToLog(Summary summary, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(logger);
        var rows = summary.Reports.Where(report => report.ResultStatistics is not null).Select(Row).ToList();
        logger.Write(new ResultFile(Machine.Current, Command, Peak.Operations, rows).ToJson());
    }

    private static ResultRow Row(BenchmarkReport report)
    {
        var (work, seconds) = (report.BenchmarkCase, Seconds(report));
        var arithmetic = work.Parameters.Items.Select(item => item.Value).OfType<IWork>().FirstOrDefault(w => w.IsArithmetic);
        return new ResultRow($"{work.Descriptor.GetFilterName()} {work.Parameters.DisplayInfo}".Trim(), seconds)
        {
            Operations = arithmetic?.Amount,
            OfPeak = arithmetic?.Amount / seconds.Median / Peak.Operations,
            AllocatedBytes = report.GcStats.GetBytesAllocatedPerOperation(work),
        };
    }
}
