using Drr.Tensors;
using Drr.Tensors.Kernels;
using Drr.TestKit;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Drr.Bench.Peers;

/// <summary>The three matrix products of the widest dense layer, 300 to 128.</summary>
internal static class ProductRows
{
    private const int Inputs = 300, Outputs = 128;

    internal static void AddTo(Report report)
    {
        foreach (var batch in (int[])[1, 32, 64, 256, 1024])
        {
            var rng = new Rng(1);
            var (x, w) = (Draw.Gaussian(rng, batch * Inputs), Draw.Gaussian(rng, Inputs * Outputs));
            var dy = Draw.Gaussian(rng, batch * Outputs);
            var size = $"{batch}, {Inputs} x {Outputs}";
            var y = new float[batch * Outputs];
            Action forward = () => MatMul.AB(x, w, batch, Inputs, Outputs, y);
            var name = batch == 1 ? $"forward A.B, one state, {Inputs} x {Outputs}" : Names.Forward + size;
            AgainstTorch(report, name, (x, batch, Inputs), (w, Inputs, Outputs), (a, b) => a.mm(b), forward, y);
            if (batch == 64 && report.Wants(name))
            {
                AgainstMathNet(report, name, (x, batch, Inputs), (w, Inputs, Outputs), forward, y);
            }

            if (batch == 1)
            {
                continue;
            }

            var (dx, dw) = (new float[batch * Inputs], new float[Inputs * Outputs]);
            AgainstTorch(report, Names.InputGradient + size, (dy, batch, Outputs), (w, Inputs, Outputs), (a, b) => a.mm(b.t()),
                () => MatMul.ABt(dy, w, batch, Outputs, Inputs, dx), dx);
            AgainstTorch(report, Names.WeightGradient + size, (x, batch, Inputs), (dy, batch, Outputs), (a, b) => a.t().mm(b),
                () => MatMul.AtB(x, dy, Inputs, batch, Outputs, dw), dw);
        }
    }

    private static void AgainstTorch(
        Report report, string name, (float[] Values, int Rows, int Columns) a, (float[] Values, int Rows, int Columns) b,
        Func<Tensor, Tensor, Tensor> product, Action ours, float[] result)
    {
        var shared = name.StartsWith(Names.WeightGradient, StringComparison.Ordinal) ? a.Rows : a.Columns;
        var operations = 2.0 * a.Values.Length * b.Values.Length / shared;
        if (Torch.Missing is not null)
        {
            report.Add(name, operations, ours);
            return;
        }

        using var left = tensor(a.Values, [a.Rows, a.Columns]);
        using var right = tensor(b.Values, [b.Rows, b.Columns]);
        ours();
        using (NewDisposeScope())
        {
            Close.Assert(product(left, right).contiguous().data<float>().ToArray(), result, relative: 1e-4, absolute: 1e-3, name);
        }

        report.Add(name, operations, ours, Torch.Name, () =>
        {
            using var scope = NewDisposeScope();
            product(left, right);
        });
    }

    /// <summary>MathNet without a native provider, which is what its package gives; its matrices lie column by column.</summary>
    private static void AgainstMathNet(
        Report report, string name, (float[] Values, int Rows, int Columns) a, (float[] Values, int Rows, int Columns) b,
        Action ours, float[] result)
    {
        Control.UseSingleThread();
        Control.UseManaged();
        var left = Matrix<float>.Build.DenseOfRowMajor(a.Rows, a.Columns, a.Values);
        var right = Matrix<float>.Build.DenseOfRowMajor(b.Rows, b.Columns, b.Values);
        var product = Matrix<float>.Build.Dense(a.Rows, b.Columns);
        ours();
        left.Multiply(right, product);
        Close.Assert(product.ToRowMajorArray(), result, relative: 1e-4, absolute: 1e-3, name);
        var operations = 2.0 * a.Rows * a.Columns * b.Columns;
        report.Add(name + Names.OtherPeer, operations, ours, "MathNet", () => left.Multiply(right, product));
    }
}
