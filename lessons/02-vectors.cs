using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using Drr.Tensors.Kernels.Simd;
using Drr.Tensors.Measuring;

namespace Drr.Lessons;

/// <summary>2, vectors: sums live in registers. All five ways do the same 48 x 256 x 64 multiply-adds of C = A·B; what
/// differs is what the processor waits for. Where registers are narrower than 512 bits, .NET takes two or four for one.</summary>
internal static class Lesson02
{
    private const int M = 48, K = 256, N = 64;
    private const int Spare = 16; // behind B and C: room for a tile that is wider than TileVectors says
    private static readonly float[] s_a = Random(M * K), s_b = Random((K * N) + Spare), s_c = new float[(M * N) + Spare];

    public static Lesson Lesson { get; } = new(
        Run, "let Tile keep the sums of two vectors of columns, eight in all: four rows and 32 columns.", Check);

    private static void Run()
    {
        Console.WriteLine($"C = A·B, {M} x {K} x {N}, one core          GFLOP/s  of the peak  waits for");
        Peak.Observe();
        Row("a loop over numbers", Scalar, "the sum before it: four cycles an addition");
        Row("TensorPrimitives", Primitives, "memory: a row of C comes and goes at every step");
        Row("one vector of sums", () => Cover(1, 1, OneVector), "the sum before it, with a whole register at once");
        Row($"a tile of 4 x {TileVectors} sums", () => Cover(4, TileVectors, Tile), "its few sums, and loads: five for four");
        Row("the engine", () => MatMul.AB(s_a, s_b, M, K, N, s_c), "little: 12 x 2 or 6 x 2 sums");
        Peak.Observe();
    }

    private static void Row(string name, Action run, string waits)
    {
        run();
        var bits = FirstWrong() < 0 ? "same bits" : "other bits";
        Peak.Observe();
        var rate = 2.0 * M * K * N / Timing.Of(run, TimeSpan.FromMilliseconds(60)).Median;
        Console.WriteLine($"  {name,-22} {bits,-11} ~{rate / 1e9,7:0.0}   ~{100 * rate / Peak.Operations,5:0.0} %    {waits}");
    }

    private static void Scalar()
    {
        for (var i = 0; i < M; i++)
        {
            for (var j = 0; j < N; j++)
            {
                var sum = 0f;
                for (var p = 0; p < K; p++)
                {
                    sum = Simd32.MultiplyAdd(s_a[(i * K) + p], s_b[(p * N) + j], sum); // rounded once, on every processor
                }

                s_c[(i * N) + j] = sum;
            }
        }
    }

    private static void Primitives()
    {
        for (var i = 0; i < M; i++)
        {
            var row = s_c.AsSpan(i * N, N);
            row.Clear();
            for (var p = 0; p < K; p++)
            {
                TensorPrimitives.FusedMultiplyAdd(s_b.AsSpan(p * N, N), s_a[(i * K) + p], row, row);
            }
        }
    }

    /// <summary>C by tiles of some rows and vectors of columns.</summary>
    private static void Cover(int rows, int vectors, Kernel kernel)
    {
        for (var i = 0; i < M; i += rows)
        {
            for (var j = 0; j < N; j += vectors * Vector512<float>.Count)
            {
                kernel(ref s_a[i * K], ref s_b[j], ref s_c[(i * N) + j]);
            }
        }
    }

    /// <summary>A tile of C, from its first row of A and its first column of B.</summary>
    private delegate void Kernel(ref float a, ref float b, ref float c);

    /// <summary>One row, one vector: a single chain of additions.</summary>
    private static void OneVector(ref float a, ref float b, ref float c)
    {
        var sum = Vector512<float>.Zero;
        for (var p = 0; p < K; p++)
        {
            sum = Fused.MultiplyAdd(Number(ref a, p), Vector(ref b, p * N), sum);
        }

        sum.StoreUnsafe(ref c);
    }

    // <hole>
    /// <summary>Four rows, one vector: while one sum is on its way, the others begin.</summary>
    private static void Tile(ref float a, ref float b, ref float c)
    {
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default;
        for (var p = 0; p < K; p++)
        {
            var b0 = Vector(ref b, p * N);
            c0 = Fused.MultiplyAdd(Number(ref a, p), b0, c0);
            c1 = Fused.MultiplyAdd(Number(ref a, K + p), b0, c1);
            c2 = Fused.MultiplyAdd(Number(ref a, (2 * K) + p), b0, c2);
            c3 = Fused.MultiplyAdd(Number(ref a, (3 * K) + p), b0, c3);
        }

        c0.StoreUnsafe(ref c);
        c1.StoreUnsafe(ref c, N);
        c2.StoreUnsafe(ref c, 2 * N);
        c3.StoreUnsafe(ref c, 3 * N);
    }

    /// <summary>Vectors of columns that <see cref="Tile"/> fills.</summary>
    private const int TileVectors = 1;
    // </hole>

    private static Vector512<float> Number(ref float from, int at) => Vector512.Create(Unsafe.Add(ref from, at));

    private static Vector512<float> Vector(ref float from, int at) => Vector512.LoadUnsafe(ref from, (nuint)at);

    private static string? Check()
    {
        Array.Fill(s_c, float.NaN);
        Cover(4, 2, Tile);
        if (FirstWrong() is >= 0 and var at)
        {
            return $"C[{at / N}, {at % N}] " + (float.IsNaN(s_c[at])
                ? "was never written." : $"is {s_c[at]} and not the sum of 256 multiply-adds in the order of k.");
        }

        Peak.Observe();
        Row("your tile", () => Cover(4, TileVectors, Tile), "less: eight sums, six loads for eight");
        return TileVectors == 2 ? null : "the tile is right, but TileVectors does not say 2.";
    }

    /// <summary>Where C differs from the loop over numbers, by a bit or more; -1 for nowhere.</summary>
    private static int FirstWrong()
    {
        var given = s_c.ToArray();
        Scalar();
        var expected = s_c.ToArray();
        given.CopyTo(s_c, 0);
        return Array.FindIndex([.. given.Zip(expected, (x, y) => x.Equals(y))], same => !same);
    }

    private static float[] Random(int length)
    {
        var rng = new Rng((ulong)length);
        return [.. Enumerable.Range(0, length).Select(_ => rng.NextSingle() - 0.5f)];
    }
}
