using Drr.Bench.Kernels;
using Drr.Bench.Results;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Tests.Results;

public sealed class FamilyDocumentTests
{
    private static readonly Machine s_machine = new("a processor", ".NET", "a system", "avx2", 2);

    [Fact]
    public void A_row_has_its_rate_and_its_share_of_the_peak_that_limits_it()
    {
        FamilyRow[] rows =
        [
            new("MatMul", "A.B 1 x 2 x 3", "Plain", new Spread(2e-6, 1e-6, 3e-6, 15), 1000, true, 0),
            new("Replay", "capacity 10", "WholeMemory", new Spread(0.5, 0.25, 2, 15), null, false, 1234),
            new("MovieLens", "", "Loading", new Spread(0.5, 0.5, 0.5, 15), null, false, 0),
        ];
        var text = FamilyDocument.Of(s_machine, "tools 1.2", "a command", 1e9, 1e10, rows);
        Assert.Contains(
            "| A.B 1 x 2 x 3 | plain twin | 2.00 us | 1.00 us - 3.00 us | 0.5 GFLOP/s | 50 % | 0 B |\n",
            text, StringComparison.Ordinal);
        Assert.Contains(
            "| capacity 10 | whole memory | 500.00 ms | 250.00 ms - 2.00 s |  |  | 1,234 B |\n", text, StringComparison.Ordinal);
        Assert.Contains("| loading | ours | 500.00 ms |", text, StringComparison.Ordinal);
        Assert.Contains("1 GFLOP/s of multiply-adds in registers,\n10 GB/s", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_benchmark_class_has_its_sentence()
    {
        var families = typeof(KernelConfig).Assembly.GetTypes().Where(type => !type.IsAbstract)
            .Select(type => type.Name).Where(name => name.EndsWith("Benchmarks", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(families);
        foreach (var name in families)
        {
            var family = name[..^"Benchmarks".Length];
            var text = FamilyDocument.Of(s_machine, "", "", 1, 1, [new(family, "", "Ours", new Spread(1, 1, 1, 1), 1, true, 0)]);
            Assert.DoesNotContain($"## {family}\n\n\n", text, StringComparison.Ordinal);
        }
    }
}
