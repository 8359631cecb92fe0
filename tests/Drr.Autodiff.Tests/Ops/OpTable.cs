using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Autodiff.Tests.Ops;

/// <summary>Every op. A row here is all that a new op needs: <see cref="OpTests"/> holds for every row.</summary>
internal static class OpTable
{
    public static readonly OpRow[] Rows =
    [
        new("MatMul", "", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.K)), w = rng.AwayFromZero(new(s.K, s.M));
            return new([x, w], (tape, v) => tape.MatMul(v[0], v[1]),
                i => Sum(s.K, p => (double)x.Row(i / s.M)[p] * w.Row(p)[i % s.M]));
        }),
        new("Affine", "", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.N, s.K)), w = rng.AwayFromZero(new(s.K, s.M)), b = rng.AwayFromZero(new(s.M));
            return new([x, w, b], (tape, v) => tape.Affine([v[0]], v[1], v[2]),
                i => b.Span[i % s.M] + Sum(s.K, p => (double)x.Row(i / s.M)[p] * w.Row(p)[i % s.M]));
        }),
        new("Affine", "with tanh, of inputs side by side", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.K)), z = rng.AwayFromZero(new(s.B, s.N));
            Tensor w = rng.AwayFromZero(new(s.K + s.N, s.M)), b = rng.AwayFromZero(new(s.M));
            return new([x, z, w, b], (tape, v) => tape.Affine([v[0], v[1]], v[2], v[3], Activation.Tanh),
                i => Math.Tanh(b.Span[i % s.M]
                    + Sum(s.K, p => (double)x.Row(i / s.M)[p] * w.Row(p)[i % s.M])
                    + Sum(s.N, p => (double)z.Row(i / s.M)[p] * w.Row(s.K + p)[i % s.M])));
        }),
        new("Affine", "with ReLU", (s, rng) =>
        {
            // The bias, ±100, keeps every sum away from the kink at 0.
            Tensor x = rng.AwayFromZero(new(s.B, s.K)), w = rng.AwayFromZero(new(s.K, s.M)), b = rng.AwayFromZero(new(s.M));
            Tensors.Kernels.Arithmetic.Scale(b.Span, 100, b.Span);
            return new([x, w, b], (tape, v) => tape.Affine([v[0]], v[1], v[2], Activation.Relu),
                i => Math.Max(0, b.Span[i % s.M] + Sum(s.K, p => (double)x.Row(i / s.M)[p] * w.Row(p)[i % s.M])));
        }),
        new("Relu", "", (s, rng) => OfOne(rng, s, (tape, x) => tape.Relu(x), x => Math.Max(x, 0))),
        new("Tanh", "", (s, rng) => OfOne(rng, s, (tape, x) => tape.Tanh(x), Math.Tanh)),
        new("SoftmaxRows", "", (s, rng) =>
        {
            var x = rng.AwayFromZero(new(s.B, s.K));
            return new([x], (tape, v) => tape.SoftmaxRows(v[0]),
                i => Math.Exp(x.Span[i]) / Sum(s.K, c => Math.Exp(x.Row(i / s.K)[c])));
        }),
        new("Add", "", (s, rng) => OfTwo(rng, s, (tape, x, y) => tape.Add(x, y), (x, y) => x + y)),
        new("Multiply", "", (s, rng) => OfTwo(rng, s, (tape, x, y) => tape.Multiply(x, y), (x, y) => x * y)),
        new("Scale", "", (s, rng) => OfOne(rng, s, (tape, x) => tape.Scale(x, -0.7f), x => -0.7f * x)),
        new("Minimum", "", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.K)), y = rng.AwayFromZero(new(s.B, s.K));
            for (var i = 0; i < y.Span.Length; i++)
            {
                y.Span[i] += x.Span[i]; // y - x is away from 0, the kink of the minimum
            }

            return new([x, y], (tape, v) => tape.Minimum(v[0], v[1]), i => Math.Min(x.Span[i], y.Span[i]));
        }),
        new("Mean", "", (s, rng) =>
        {
            var x = rng.AwayFromZero(new(s.B, s.N, s.K));
            return new([x], (tape, v) => tape.Mean(v[0]), _ => Sum(x.Span.Length, i => x.Span[i]) / x.Span.Length);
        }),
        new("RowDot", "of one vector each", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.K)), y = rng.AwayFromZero(new(s.B, s.K));
            return new([x, y], (tape, v) => tape.RowDot(v[0], v[1]), i => Sum(s.K, c => (double)x.Row(i)[c] * y.Row(i)[c]));
        }),
        new("RowDot", "of several vectors each", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.N, s.K)), y = rng.AwayFromZero(new(s.B, s.K));
            return new([x, y], (tape, v) => tape.RowDot(v[0], v[1]), i => Sum(s.K, c => (double)x.Row(i)[c] * y.Row(i / s.N)[c]));
        }),
        new("Gather", "", (s, rng) =>
        {
            var table = rng.AwayFromZero(new(s.M, s.K));
            var indices = new int[s.B * s.N];
            foreach (ref var index in indices.AsSpan())
            {
                index = rng.NextInt(s.M + 1) - 1;
            }

            return new([table], (tape, v) => tape.Gather(v[0], indices),
                i => indices[i / s.K] < 0 ? 0 : table.Row(indices[i / s.K])[i % s.K]);
        }),
        new("Mask", "", (s, rng) =>
        {
            var x = rng.AwayFromZero(new(s.B, s.K));
            int[] indices = [.. Enumerable.Range(0, x.Span.Length).Select(_ => rng.NextInt(3) - 1)];
            return new([x], (tape, v) => tape.Mask(v[0], indices, -7), i => indices[i] == -1 ? -7 : x.Span[i]);
        }),
        new("RepeatRows", "", (s, rng) =>
        {
            var x = rng.AwayFromZero(new(s.B, s.K));
            return new([x], (tape, v) => tape.RepeatRows(v[0], s.N), i => x.Row(i / s.K / s.N)[i % s.K]);
        }),
        new("UnitRows", "", (s, rng) =>
        {
            var x = rng.AwayFromZero(new(s.B, s.K + 1));
            return new([x], (tape, v) => tape.UnitRows(v[0], 1.5f, 0.25f),
                i => 1.5 * x.Span[i] / Math.Sqrt(0.25 + Sum(s.K + 1, c => Math.Pow(x.Row(i / (s.K + 1))[c], 2))));
        }),
        new("GatherSum", "with a weight a place", (s, rng) => Pooled(s, rng, new(s.N))),
        new("GatherSum", "with a weight a slot", (s, rng) => Pooled(s, rng, new(s.B, s.N))),
        new("ScaleSlots", "with a weight a place", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.N, s.K)), w = rng.AwayFromZero(new(s.N));
            return new([x, w], (tape, v) => tape.ScaleSlots(v[0], v[1]), i => (double)w.Span[i / s.K % s.N] * x.Span[i]);
        }),
        new("ScaleSlots", "with a weight a slot", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.N, s.K)), w = rng.AwayFromZero(new(s.B, s.N));
            return new([x, w], (tape, v) => tape.ScaleSlots(v[0], v[1]), i => (double)w.Span[i / s.K] * x.Span[i]);
        }),
        new("PairwiseProducts", "", (s, rng) =>
        {
            var n = s.N + 1;
            var x = rng.AwayFromZero(new(s.B, n, s.K));
            var pairs = Enumerable.Range(0, n).SelectMany(a => Enumerable.Range(a + 1, n - a - 1).Select(b => (a, b))).ToArray();
            return new([x], (tape, v) => tape.PairwiseProducts(v[0]), i =>
            {
                var (history, (a, b)) = (i / s.K / pairs.Length * n, pairs[i / s.K % pairs.Length]);
                return (double)x.Row(history + a)[i % s.K] * x.Row(history + b)[i % s.K];
            });
        }),
        new("WeightedSquaredError", "", (s, rng) =>
        {
            Tensor q = rng.AwayFromZero(new(s.B, 1)), y = rng.AwayFromZero(new(s.B, 1)), w = rng.AwayFromZero(new(s.B, 1));
            return new([q], (tape, v) => tape.WeightedSquaredError(v[0], Tape.Constant(y), Tape.Constant(w)),
                _ => Sum(s.B, i => w.Span[i] * Math.Pow((double)y.Span[i] - q.Span[i], 2)) / s.B);
        }),
        new("SoftmaxCrossEntropy", "", (s, rng) =>
        {
            Tensor x = rng.AwayFromZero(new(s.B, s.K)), t = rng.AwayFromZero(new(s.B, s.K));
            return new([x], (tape, v) => tape.SoftmaxCrossEntropy(v[0], Tape.Constant(t)), _ => -Sum(s.B, b => Sum(s.K, i =>
                t.Row(b)[i] * (x.Row(b)[i] - Math.Log(Sum(s.K, c => Math.Exp(x.Row(b)[c])))))) / s.B);
        }),
    ];

    private static OpExample Pooled(Sizes s, Rng rng, Shape weights)
    {
        Tensor table = rng.AwayFromZero(new(s.M, s.K)), w = rng.AwayFromZero(weights);
        int[] indices = [.. Enumerable.Range(0, s.B * s.N).Select(_ => rng.NextInt(s.M + 1) - 1)];
        return new([w], (tape, v) => tape.GatherSum(Tape.Constant(table), indices, v[0], s.B, 0.7f), i => 0.7f * Sum(s.N, a =>
        {
            var slot = (i / s.K * s.N) + a;
            return indices[slot] < 0 ? 0 : (double)w.Span[slot % w.Span.Length] * table.Row(indices[slot])[i % s.K];
        }));
    }

    private static OpExample OfOne(Rng rng, Sizes s, Func<Tape, Variable, Variable> op, Func<double, double> plain)
    {
        var x = rng.AwayFromZero(new(s.B, s.N, s.K));
        return new([x], (tape, v) => op(tape, v[0]), i => plain(x.Span[i]));
    }

    private static OpExample OfTwo(
        Rng rng, Sizes s, Func<Tape, Variable, Variable, Variable> op, Func<double, double, double> plain)
    {
        Tensor x = rng.AwayFromZero(new(s.B, s.N, s.K)), y = rng.AwayFromZero(new(s.B, s.N, s.K));
        return new([x, y], (tape, v) => op(tape, v[0], v[1]), i => plain(x.Span[i], y.Span[i]));
    }

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}
