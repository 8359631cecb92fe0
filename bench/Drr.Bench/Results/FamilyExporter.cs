using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Reports;
using Drr.Bench.Kernels;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Results;

/// <summary>Writes a run as the <see cref="FamilyDocument"/>.</summary>
public sealed class FamilyExporter : ExporterBase
{
    protected override string FileExtension => "md";

    protected override string FileCaption => "families";

    public override void ExportToLog(Summary summary, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(logger);
        var tools = $"BenchmarkDotNet {typeof(BenchmarkAttribute).Assembly.GetName().Version!.ToString(3)}";
        logger.Write(FamilyDocument.Of(
            Machine.Current, tools, ResultExporter.Command, Peak.Operations, Peak.Bytes,
            [.. summary.Reports.Where(report => report.ResultStatistics is not null).Select(Row)]));
    }

    private static FamilyRow Row(BenchmarkReport report)
    {
        var (benchmark, parameters) = (report.BenchmarkCase, report.BenchmarkCase.Parameters.Items);
        var work = parameters.Select(item => item.Value).OfType<IWork>().FirstOrDefault();
        return new FamilyRow(
            benchmark.Descriptor.Type.Name.Replace("Benchmarks", "", StringComparison.Ordinal),
            string.Join(", ", parameters.Select(Text)),
            benchmark.Descriptor.WorkloadMethod.Name,
            ResultExporter.Seconds(report),
            work?.Amount,
            work is { IsArithmetic: true },
            report.GcStats.GetBytesAllocatedPerOperation(benchmark));
    }

    private static string Text(ParameterInstance parameter) => parameter.Name == nameof(KernelBenchmarks.Work)
        ? $"{parameter.Value}"
        : FormattableString.Invariant($"{parameter.Name.ToLowerInvariant()} {parameter.Value:N0}");
}
