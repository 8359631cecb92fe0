using static Drr.Tensors.Tests.Kernels.KernelRow;
using Fast = Drr.Tensors.Kernels;
using Plain = Drr.Tensors.Reference;

namespace Drr.Tensors.Tests.Kernels;

/// <summary>Every kernel against its plain twin.</summary>
public sealed class KernelTableTests
{
    private static readonly int[] Edges = [1, 2, 3, 5, 7, 15, 16, 17, 31, 32, 33, 64];

    /// <summary>Lengths over several vectors of every width and every remainder.</summary>
    private static readonly int[][] Lengths = [.. Enumerable.Range(0, 258).Select(n => new[] { n })];

    private static readonly int[][] Matrices =
        [.. Cross(Edges, Edges), [0, 3], [3, 0], [300, 128], [64, 100], [1, 3883], [1000, 1]];

    /// <summary>Rows, steps and columns: around vectors and tiles, the layers of DRR, and around the blocks of 320 steps and 252
    /// rows.</summary>
    private static readonly int[][] Products =
    [
        .. Cross(Edges, Edges, Edges),
        .. Cross([1, 4, 32, 60], [100, 128, 300], [1, 100, 128, 300]),
        [0, 3, 3], [3, 0, 3], [3, 3, 0], [9, 320, 33], [9, 321, 33], [9, 641, 100],
        [252, 17, 33], [255, 17, 33], [256, 17, 33], [257, 17, 33],
        [513, 5, 5], [1, 100, 3883], [3, 5, 512], [20, 33, 1024], [20, 512, 33], [512, 20, 33], [512, 400, 35], [2, 700, 300],
    ];

    /// <summary>Histories: batch, slots, width.</summary>
    private static readonly int[][] Histories =
        [.. Cross([1, 2, 5], [1, 2, 5, 10], [1, 3, 7, 8, 16, 17, 33, 100]), [0, 5, 4], [3, 4, 0]];

    internal static readonly KernelRow[] Table =
    [
        Vector("Relu", 2,
            (_, b) => Plain.Activations.Relu(b[0], b[1]),
            (_, b) => Fast.Activations.Relu(b[0], b[1])) with { InPlace = [(0, 1)] },
        Vector("ReluBackward, overwriting", 3,
            (_, b) => Plain.Activations.ReluBackward(b[0], b[1], b[2], false),
            (_, b) => Fast.Activations.ReluBackward(b[0], b[1], b[2], false)) with { InPlace = [(1, 2)] },
        Vector("ReluBackward", 3,
            (_, b) => Plain.Activations.ReluBackward(b[0], b[1], b[2]),
            (_, b) => Fast.Activations.ReluBackward(b[0], b[1], b[2])),
        Vector("Tanh", 2,
            (_, b) => Plain.Activations.Tanh(b[0], b[1]),
            (_, b) => Fast.Activations.Tanh(b[0], b[1])) with { InPlace = [(0, 1)] },
        Vector("TanhBackward, overwriting", 3,
            (_, b) => Plain.Activations.TanhBackward(b[0], b[1], b[2], false),
            (_, b) => Fast.Activations.TanhBackward(b[0], b[1], b[2], false)) with { InPlace = [(1, 2)] },
        Vector("TanhBackward", 3,
            (_, b) => Plain.Activations.TanhBackward(b[0], b[1], b[2]),
            (_, b) => Fast.Activations.TanhBackward(b[0], b[1], b[2])),
        new("SoftmaxRows", Matrices.Where(s => s[1] > 0), Same(2),
            (s, b) => Plain.Activations.SoftmaxRows(b[0], s[0], s[1], b[1]),
            (s, b) => Fast.Activations.SoftmaxRows(b[0], s[0], s[1], b[1]))
        { InPlace = [(0, 1)] },
        new("SoftmaxRowsBackward", Matrices, Same(3),
            (s, b) => Plain.Activations.SoftmaxRowsBackward(b[0], b[1], s[0], s[1], b[2]),
            (s, b) => Fast.Activations.SoftmaxRowsBackward(b[0], b[1], s[0], s[1], b[2])) { Relative = 1e-5, Absolute = 1e-4 },

        Vector("Add", 3, (_, b) => Plain.Arithmetic.Add(b[0], b[1], b[2]), (_, b) => Fast.Arithmetic.Add(b[0], b[1], b[2]))
            with { InPlace = [(0, 2), (1, 2)] },
        Vector("Multiply", 3,
            (_, b) => Plain.Arithmetic.Multiply(b[0], b[1], b[2]),
            (_, b) => Fast.Arithmetic.Multiply(b[0], b[1], b[2]))
            with { InPlace = [(0, 2), (1, 2)] },
        Vector("Divide", 3,
            (_, b) => Plain.Arithmetic.Divide(b[0], b[1], b[2]),
            (_, b) => Fast.Arithmetic.Divide(b[0], b[1], b[2]))
            with { InPlace = [(0, 2), (1, 2)] },
        Vector("Scale", 2,
            (_, b) => Plain.Arithmetic.Scale(b[0], -1.7f, b[1]),
            (_, b) => Fast.Arithmetic.Scale(b[0], -1.7f, b[1]))
            with { InPlace = [(0, 1)] },
        Vector("AddScaled", 2,
            (_, b) => Plain.Arithmetic.AddScaled(b[0], -1.7f, b[1]),
            (_, b) => Fast.Arithmetic.AddScaled(b[0], -1.7f, b[1])),
        Vector("AddProduct", 3,
            (_, b) => Plain.Arithmetic.AddProduct(b[0], b[1], b[2]), (_, b) => Fast.Arithmetic.AddProduct(b[0], b[1], b[2])),

        Reduction("Sum", 1, (_, b) => b[0][0] = Plain.Reductions.Sum(b[1]), (_, b) => b[0][0] = Fast.Reductions.Sum(b[1])),
        Reduction("SumOfSquares", 1,
            (_, b) => b[0][0] = Plain.Reductions.SumOfSquares(b[1]), (_, b) => b[0][0] = Fast.Reductions.SumOfSquares(b[1])),
        Reduction("Dot", 2,
            (_, b) => b[0][0] = Plain.Reductions.Dot(b[1], b[2]),
            (_, b) => b[0][0] = Fast.Reductions.Dot(b[1], b[2])),
        new("SumOverRows", Matrices, s => [s[0] * s[1], s[1]],
            (s, b) => Plain.Reductions.SumOverRows(b[0], s[0], s[1], b[1]),
            (s, b) => Fast.Reductions.SumOverRows(b[0], s[0], s[1], b[1]))
        { Absolute = 1e-4 },
        new("SumOverRows +=", Matrices, s => [s[0] * s[1], s[1]],
            (s, b) => Plain.Reductions.SumOverRows(b[0], s[0], s[1], b[1], true),
            (s, b) => Fast.Reductions.SumOverRows(b[0], s[0], s[1], b[1], true)) { Absolute = 1e-4 },

        Product("AB",
            (s, b) => Plain.MatMul.AB(b[0], b[1], s[0], s[1], s[2], b[2]),
            (s, b) => Fast.MatMul.AB(b[0], b[1], s[0], s[1], s[2], b[2])),
        Product("AB +=",
            (s, b) => Plain.MatMul.AB(b[0], b[1], s[0], s[1], s[2], b[2], true),
            (s, b) => Fast.MatMul.AB(b[0], b[1], s[0], s[1], s[2], b[2], true)),
        Dense("Affine", accumulate: false, relu: false),
        Dense("Affine with ReLU", accumulate: false, relu: true),
        Dense("Affine +=", accumulate: true, relu: false),
        Dense("Affine += with ReLU", accumulate: true, relu: true),
        Product("ABt",
            (s, b) => Plain.MatMul.ABt(b[0], b[1], s[0], s[1], s[2], b[2]),
            (s, b) => Fast.MatMul.ABt(b[0], b[1], s[0], s[1], s[2], b[2])),
        Product("ABt +=",
            (s, b) => Plain.MatMul.ABt(b[0], b[1], s[0], s[1], s[2], b[2], true),
            (s, b) => Fast.MatMul.ABt(b[0], b[1], s[0], s[1], s[2], b[2], true)),
        Product("AtB",
            (s, b) => Plain.MatMul.AtB(b[0], b[1], s[0], s[1], s[2], b[2]),
            (s, b) => Fast.MatMul.AtB(b[0], b[1], s[0], s[1], s[2], b[2])),
        Product("AtB +=",
            (s, b) => Plain.MatMul.AtB(b[0], b[1], s[0], s[1], s[2], b[2], true),
            (s, b) => Fast.MatMul.AtB(b[0], b[1], s[0], s[1], s[2], b[2], true)),

        new("Gather", Matrices, s => [20 * s[1], s[0] * s[1]],
            (s, b) => Plain.Rows.Gather(b[0], s[1], Indices(s[0]), b[1]),
            (s, b) => Fast.Rows.Gather(b[0], s[1], Indices(s[0]), b[1])),
        new("ScatterAdd", Matrices, s => [s[0] * s[1], 20 * s[1]],
            (s, b) => Plain.Rows.ScatterAdd(b[0], s[1], Indices(s[0]), b[1]),
            (s, b) => Fast.Rows.ScatterAdd(b[0], s[1], Indices(s[0]), b[1])),
        new("CopyColumns", Cross(Edges, Edges, [0, 1, 5]), s => [s[0] * s[1], s[0] * (s[1] + s[2] + 2)],
            (s, b) => Plain.Rows.CopyColumns(b[0], s[0], s[1], b[1], s[1] + s[2] + 2, s[2]),
            (s, b) => Fast.Rows.CopyColumns(b[0], s[0], s[1], b[1], s[1] + s[2] + 2, s[2])),
        new("AddColumns", Cross(Edges, Edges, [0, 1, 5]), s => [s[0] * (s[1] + s[2] + 2), s[0] * s[1]],
            (s, b) => Plain.Rows.AddColumns(b[0], s[1] + s[2] + 2, s[2], s[0], s[1], b[1]),
            (s, b) => Fast.Rows.AddColumns(b[0], s[1] + s[2] + 2, s[2], s[0], s[1], b[1])),

        Pooling("GatherSum", s => s[1]),
        Pooling("GatherSum, a weight a slot", s => s[0] * s[1]),
        PoolingBackward("GatherSumBackwardWeights", s => s[1]),
        PoolingBackward("GatherSumBackwardWeights, a weight a slot", s => s[0] * s[1]),
        new("ScaleSlots", Histories, s => [s[0] * s[1] * s[2], s[1], s[0] * s[1] * s[2]],
            (s, b) => Plain.Rows.ScaleSlots(b[0], b[1], s[0], s[1], s[2], b[2]),
            (s, b) => Fast.Rows.ScaleSlots(b[0], b[1], s[0], s[1], s[2], b[2])) { InPlace = [(0, 2)] },
        new("ScaleSlotsBackwardX", Histories, s => [s[1], s[0] * s[1] * s[2], s[0] * s[1] * s[2]],
            (s, b) => Plain.Rows.ScaleSlotsBackwardX(b[0], b[1], s[0], s[1], s[2], b[2]),
            (s, b) => Fast.Rows.ScaleSlotsBackwardX(b[0], b[1], s[0], s[1], s[2], b[2])),
        new("ScaleSlotsBackwardWeights", Histories, s => [s[0] * s[1] * s[2], s[0] * s[1] * s[2], s[1]],
            (s, b) => Plain.Rows.ScaleSlotsBackwardWeights(b[0], b[1], s[0], s[1], s[2], b[2]),
            (s, b) => Fast.Rows.ScaleSlotsBackwardWeights(b[0], b[1], s[0], s[1], s[2], b[2])) { Absolute = 1e-4 },
        new("PairwiseProducts", Histories, s => [s[0] * s[1] * s[2], s[0] * s[1] * (s[1] - 1) / 2 * s[2]],
            (s, b) => Plain.Rows.PairwiseProducts(b[0], s[0], s[1], s[2], b[1]),
            (s, b) => Fast.Rows.PairwiseProducts(b[0], s[0], s[1], s[2], b[1])),
        new("PairwiseProductsBackward", Histories,
            s => [s[0] * s[1] * s[2], s[0] * s[1] * (s[1] - 1) / 2 * s[2], s[0] * s[1] * s[2]],
            (s, b) => Plain.Rows.PairwiseProductsBackward(b[0], b[1], s[0], s[1], s[2], b[2]),
            (s, b) => Fast.Rows.PairwiseProductsBackward(b[0], b[1], s[0], s[1], s[2], b[2])) { Absolute = 1e-5 },

        Vector("AdamStep", 4,
            (_, b) => Plain.Updates.AdamStep(b[0], 0.01, 0.9, 0.999, 1e-8, 3, 0.1, b[1], Positive(b[2]), b[3]),
            (_, b) => Fast.Updates.AdamStep(b[0], 0.01, 0.9, 0.999, 1e-8, 3, 0.1, b[1], Positive(b[2]), b[3])),
        Vector("SoftUpdate", 2,
            (_, b) => Plain.Updates.SoftUpdate(b[0], 0.3f, b[1]),
            (_, b) => Fast.Updates.SoftUpdate(b[0], 0.3f, b[1])),
    ];

    public static TheoryData<string> Names => [.. Table.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kernel_agrees_with_its_plain_twin(string name)
    {
        var row = Table.Single(r => r.Name == name);
        foreach (var shape in row.Shapes)
        {
            row.Check(shape);
        }
    }

    private static KernelRow Vector(string name, int buffers, Run plain, Run fast) =>
        new(name, Lengths, Same(buffers), plain, fast);

    private static KernelRow Reduction(string name, int buffers, Run plain, Run fast) =>
        new(name, Lengths, s => [1, .. Enumerable.Repeat(s[0], buffers)], plain, fast) { Absolute = 1e-5 };

    private static KernelRow Product(string name, Run plain, Run fast) =>
        new(name, Products, s => [s[0] * s[1], s[1] * s[2], s[0] * s[2]], plain, fast) { Absolute = 1e-4 };

    private static KernelRow Dense(string name, bool accumulate, bool relu) =>
        new(name, Products, s => [s[0] * s[1], s[1] * s[2], s[2], s[0] * s[2]],
            (s, b) => Plain.MatMul.Affine(b[0], b[1], b[2], s[0], s[1], s[2], b[3], accumulate, relu),
            (s, b) => Fast.MatMul.Affine(b[0], b[1], b[2], s[0], s[1], s[2], b[3], accumulate, relu)) { Absolute = 1e-4 };

    private static KernelRow Pooling(string name, Func<int[], int> weights) =>
        new(name, Histories, s => [20 * s[2], weights(s), s[0] * s[2]],
            (s, b) => Plain.Rows.GatherSum(b[0], Indices(s[0] * s[1]), b[1], 0.7f, s[0], s[1], s[2], b[2]),
            (s, b) => Fast.Rows.GatherSum(b[0], Indices(s[0] * s[1]), b[1], 0.7f, s[0], s[1], s[2], b[2])) { Absolute = 1e-5 };

    private static KernelRow PoolingBackward(string name, Func<int[], int> weights) =>
        new(name, Histories, s => [20 * s[2], s[0] * s[2], weights(s)],
            (s, b) => Plain.Rows.GatherSumBackwardWeights(b[0], Indices(s[0] * s[1]), b[1], 0.7f, s[0], s[1], s[2], b[2]),
            (s, b) => Fast.Rows.GatherSumBackwardWeights(b[0], Indices(s[0] * s[1]), b[1], 0.7f, s[0], s[1], s[2], b[2]))
        { Absolute = 1e-4 };

    private static Func<int[], int[]> Same(int buffers) => s => [.. Enumerable.Repeat(s.Aggregate(1, (x, y) => x * y), buffers)];

    /// <summary>Rows of a table of 20: every third one missing, many repeated.</summary>
    private static int[] Indices(int rows) => [.. Enumerable.Range(0, rows).Select(i => i % 3 == 2 ? -1 : i * 7 % 20)];

    private static Span<float> Positive(Span<float> x)
    {
        foreach (ref var value in x)
        {
            value = Math.Abs(value);
        }

        return x;
    }

    private static IEnumerable<int[]> Cross(params int[][] axes) =>
        axes.Aggregate(
            Enumerable.Repeat(Array.Empty<int>(), 1),
            (shapes, axis) => shapes.SelectMany(s => axis.Select(x => (int[])[.. s, x])));
}
