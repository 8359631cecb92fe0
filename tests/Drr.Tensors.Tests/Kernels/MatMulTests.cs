using Drr.TestKit;
using Drr.Tensors.Kernels;
using FsCheck.Xunit;

namespace Drr.Tensors.Tests.Kernels;

public sealed class MatMulTests
{
    private delegate void Product(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int m, int k, int n, Span<float> c, bool accumulate = false);

    [Fact]
    public void Products_worked_by_hand()
    {
        // A = | 1 2 |   B = | 5 6 |
        //     | 3 4 |       | 7 8 |
        Check(MatMul.AB, Reference.MatMul.AB, [19, 22, 43, 50]);
        Check(MatMul.ABt, Reference.MatMul.ABt, [17, 23, 39, 53]);
        Check(MatMul.AtB, Reference.MatMul.AtB, [26, 30, 38, 44]);

        static void Check(Product fast, Product plain, float[] expected)
        {
            foreach (var product in new[] { fast, plain })
            {
                float[] c = [-1, -1, -1, -1];
                product([1, 2, 3, 4], [5, 6, 7, 8], 2, 2, 2, c);
                Assert.Equal(expected, c);
                product([1, 2, 3, 4], [5, 6, 7, 8], 2, 2, 2, c, accumulate: true);
                Assert.Equal(expected.Select(x => 2 * x), c);
            }
        }
    }

    [Property(MaxTest = 60)]
    public void Random_shapes_agree_with_the_plain_products(byte rows, byte steps, byte columns, bool accumulate, ulong seed)
    {
        var (m, k, n) = (rows % 90, steps % 90, columns % 90);
        var rng = new Rng(seed);
        float[] a = Draw.Gaussian(rng, m * k), b = Draw.Gaussian(rng, k * n), c = Draw.Gaussian(rng, m * n);
        Check(MatMul.AB, Reference.MatMul.AB);
        Check(MatMul.ABt, Reference.MatMul.ABt);
        Check(MatMul.AtB, Reference.MatMul.AtB);

        void Check(Product fast, Product plain)
        {
            float[] expected = [.. c], actual = [.. c];
            plain(a, b, m, k, n, expected, accumulate);
            fast(a, b, m, k, n, actual, accumulate);
            Close.Assert(expected, actual, relative: 1e-6, absolute: 2e-5, $"{fast.Method.Name} {m} x {k} x {n}");
        }
    }

    [Theory]
    [InlineData(100, 300, 128)]
    [InlineData(37, 700, 101)]
    [InlineData(300, 65, 17)]
    public void The_bits_of_a_row_do_not_depend_on_the_other_rows(int m, int k, int n)
    {
        var rng = new Rng(5);
        float[] a = Draw.Gaussian(rng, m * k), b = Draw.Gaussian(rng, k * n), whole = new float[m * n], parts = new float[m * n];
        MatMul.AB(a, b, m, k, n, whole);
        for (int i = 0, rows = 1; i < m; i += rows, rows++)
        {
            rows = Math.Min(rows, m - i);
            MatMul.AB(a.AsSpan(i * k), b, rows, k, n, parts.AsSpan(i * n));
        }

        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData(37, 700, 101)]
    [InlineData(3, 20, 130)]
    [InlineData(20, 33, 5)]
    [InlineData(9, 4, 1)]
    public void A_dense_layer_has_the_bits_of_its_steps_one_after_another(int m, int k, int n)
    {
        var rng = new Rng(6);
        float[] a = Draw.Gaussian(rng, m * k), b = Draw.Gaussian(rng, k * n), bias = Draw.Gaussian(rng, n);
        float[] start = Draw.Gaussian(rng, m * n), expected = [.. start], actual = [.. start];
        MatMul.AB(a, b, m, k, n, expected, accumulate: true);
        for (var i = 0; i < m; i++)
        {
            var row = expected.AsSpan(i * n, n);
            Arithmetic.Add(row, bias, row);
            Activations.Relu(row, row);
        }

        MatMul.Affine(a, b, bias, m, k, n, actual, accumulate: true, relu: true);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void An_empty_sum_is_zero_and_adds_nothing()
    {
        float[] c = [1, 2, 3, 4];
        MatMul.AB([], [], 2, 0, 2, c, accumulate: true);
        Assert.Equal([1, 2, 3, 4], c);
        MatMul.AB([], [], 2, 0, 2, c);
        Assert.Equal([0, 0, 0, 0], c);
    }

    [Fact]
    public void Not_a_number_reaches_the_elements_that_it_is_part_of_and_no_others()
    {
        const int Size = 40;
        float[] a = [.. Enumerable.Repeat(1f, Size * Size)], b = [.. a], c = new float[Size * Size];
        a[(3 * Size) + 5] = float.NaN;
        MatMul.AB(a, b, Size, Size, Size, c, accumulate: true);
        for (var i = 0; i < c.Length; i++)
        {
            Assert.Equal(i / Size == 3 ? float.NaN : Size, c[i]);
        }
    }

    [Fact]
    public void Operands_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MatMul.AB(new float[5], new float[6], 2, 3, 2, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatMul.ABt(new float[6], new float[5], 2, 3, 2, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            MatMul.Affine(new float[6], new float[6], new float[1], 2, 3, 2, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatMul.AtB(new float[60], new float[60], 6, 10, 6, new float[35]));
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        float[] a = new float[400 * 512], b = new float[400 * 512], c = new float[400 * 400];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            MatMul.AB(a, b, 400, 512, 400, c);
            MatMul.AB(a, b, 1, 300, 100, c);
            MatMul.Affine(a, b, c, 64, 300, 128, c.AsSpan(128), relu: true);
            MatMul.ABt(a, b, 33, 400, 100, c, accumulate: true);
            MatMul.ABt(a, b, 1, 100, 2000, c);
            MatMul.AtB(a, b, 300, 64, 100, c, accumulate: true);
        }
    }
}
