using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Cli.ThisMachine;

/// <summary>Whether the engine computes on this machine what it should: the short form of its tests.</summary>
internal static class EngineChecks
{
    /// <summary>The fast product of matrices beside the plain one, sizes that fill no vector evenly included.</summary>
    internal static Finding Kernels()
    {
        var (rng, worst) = (new Rng(1), 0.0);
        foreach (var (m, k, n) in new[] { (1, 1, 1), (3, 5, 7), (17, 33, 65), (64, 300, 128) })
        {
            float[] a = Normal(rng, m * k), b = Normal(rng, k * n), fast = new float[m * n], plain = new float[m * n];
            Tensors.Kernels.MatMul.AB(a, b, m, k, n, fast);
            Tensors.Reference.MatMul.AB(a, b, m, k, n, plain);
            worst = Math.Max(worst, fast.Zip(plain, (x, y) => Math.Abs(x - y) / Math.Sqrt(k)).Max());
        }

        var text = Invariant($"the fast product of matrices is within {worst:0.0e+0} of the plain one");
        return worst < 1e-5
            ? new("kernels", FindingLevel.Ok, text)
            : new("kernels", FindingLevel.Fail, text, "report this with your processor; try DOTNET_EnableAVX512=0");
    }

    /// <summary>The gradients of a small network beside differences.</summary>
    internal static Finding Gradients()
    {
        var (rng, parameters) = (new Rng(2), new ParameterSet());
        var network = new Mlp(parameters, "net", [5, 7, 3], rng, Activation.Tanh);
        var x = new Tensor(new Shape(4, 5), Normal(rng, 20));
        Variable Graph(Tape tape) => network.Forward(tape, [Tape.Constant(x)]);
        var report = GradientCheck.Compare(Graph, [.. parameters.Parameters]);
        var rounding = report.RelativeError == 0
            ? "which rounding explains"
            : Invariant($"relatively {report.RelativeError:0.0e+0} more than rounding explains");
        var apart = Invariant($"{report.LargestDifference:0.0e+0} apart");
        var text = $"a network's gradients and differences are at most {apart}, {rounding}";
        return report.RelativeError < 1e-2
            ? new("gradients", FindingLevel.Ok, text)
            : new("gradients", FindingLevel.Fail, text, "report this with your processor");
    }

    private static float[] Normal(Rng rng, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)rng.NextGaussian())];
}
