using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Drr.TestKit;
using Fast = Drr.Tensors.Kernels;

namespace Drr.Tensors.Tests.Kernels;

/// <summary>One seed, one result on every processor: all kernels give the same bits at every level of instruction sets.</summary>
public sealed class KernelBitsTests
{
    private const string Prefix = "bits of ";

    public static TheoryData<string> OtherLevels => [.. InstructionSets.Levels.Keys.Skip(1)];

    private static readonly Lazy<Task<string[]>> _widest = new(() => BitsAt("widest"));

    [Theory]
    [MemberData(nameof(OtherLevels))]
    public async Task Every_kernel_gives_the_bits_of_the_widest_vectors(string level)
    {
        var bits = await BitsAt(level);
        Assert.True(bits.Length > 40, $"{bits.Length} kernels");
        Assert.Equal(await _widest.Value, bits);
    }

    /// <summary>What the children run: a line a kernel with the hash of all that it computes.</summary>
    [Fact]
    public void Bits_are_those_of_the_last_run()
    {
        var (first, second) = (Bits(), Bits());
        Assert.Equal(first, second);
        Array.ForEach(first, TestContext.Current.TestOutputHelper!.WriteLine);
    }

    private static async Task<string[]> BitsAt(string level)
    {
        var (code, output) = await InstructionSets.Run(
            level, typeof(KernelBitsTests).Assembly.Location, TestContext.Current.CancellationToken,
            "-method", $"{typeof(KernelBitsTests).FullName}.{nameof(Bits_are_those_of_the_last_run)}",
            "-showliveoutput", "-noColor");
        Assert.True(code == 0, output);
        return
        [
            .. output.Split('\n').Where(line => line.Contains(Prefix, StringComparison.Ordinal))
                .Select(line => line[line.IndexOf(Prefix, StringComparison.Ordinal)..].Trim()).Distinct(),
        ];
    }

    private static string[] Bits() =>
    [
        .. KernelTableTests.Table.Select(row => (row.Name, Hash(row.Results().ToArray()))).Append(("SgdStep", Hash(SgdSteps())))
            .Append(("elementary functions", Hash(ElementaryFunctions()))).Select(row => $"{Prefix}{row.Item1}: {row.Item2}"),
    ];

    private static float[][] SgdSteps() =>
    [
        .. Enumerable.Range(0, 130).Select(length =>
        {
            var rng = new Rng(1);
            float[] p = Draw.Gaussian(rng, length), q = Draw.Gaussian(rng, length);
            return (float[])[Fast.Factorization.SgdStep(0.7f, 0.05f, 0.1f, p, q), .. p, .. q];
        }),
    ];

    private static double[][] ElementaryFunctions()
    {
        var rng = new Rng(1);
        double[] x = [.. Enumerable.Range(0, 10_000).Select(_ => rng.NextDouble())];
        return
        [
            [.. x.Select(Elementary.Log)], [.. x.Select(Elementary.Exp)], [.. x.Select(Elementary.CosineOfTurns)],
            [.. x.Select(value => Elementary.Pow(value, 0.6))],
        ];
    }

    private static string Hash<T>(T[][] values) where T : struct
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Array.ForEach(values, array => hash.AppendData(MemoryMarshal.AsBytes<T>(array)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
