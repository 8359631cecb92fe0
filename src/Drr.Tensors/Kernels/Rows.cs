using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>Moving whole rows: tables looked up by index, columns put side by side, and the slots of histories.</summary>
public static class Rows
{
    /// <inheritdoc cref="Reference.Rows.Gather"/>
    public static void Gather(ReadOnlySpan<float> table, int width, ReadOnlySpan<int> indices, Span<float> destination)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            var row = destination.Slice(i * width, width);
            if (indices[i] < 0)
            {
                row.Clear();
            }
            else
            {
                table.Slice(indices[i] * width, width).CopyTo(row);
            }
        }
    }

    /// <inheritdoc cref="Reference.Rows.ScatterAdd"/>
    public static void ScatterAdd(ReadOnlySpan<float> source, int width, ReadOnlySpan<int> indices, Span<float> table)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] >= 0)
            {
                var row = table.Slice(indices[i] * width, width);
                TensorPrimitives.Add(row, source.Slice(i * width, width), row);
            }
        }
    }

    /// <inheritdoc cref="Reference.Rows.CopyColumns"/>
    public static void CopyColumns(
        ReadOnlySpan<float> source, int rows, int sourceColumns,
        Span<float> destination, int destinationColumns, int destinationStart)
    {
        for (var r = 0; r < rows; r++)
        {
            source.Slice(r * sourceColumns, sourceColumns).CopyTo(destination[((r * destinationColumns) + destinationStart)..]);
        }
    }

    /// <inheritdoc cref="Reference.Rows.AddColumns"/>
    public static void AddColumns(
        ReadOnlySpan<float> source, int sourceColumns, int sourceStart, int rows, int columns, Span<float> destination)
    {
        for (var r = 0; r < rows; r++)
        {
            var row = destination.Slice(r * columns, columns);
            TensorPrimitives.Add(row, source.Slice((r * sourceColumns) + sourceStart, columns), row);
        }
    }

    /// <inheritdoc cref="Reference.Rows.GatherSum"/>
    public static void GatherSum(
        ReadOnlySpan<float> table, ReadOnlySpan<int> indices, ReadOnlySpan<float> weights, float factor,
        int batch, int n, int width, Span<float> y)
    {
        for (var b = 0; b < batch; b++)
        {
            var ids = indices.Slice(b * n, n);
            var own = weights.Length == n ? weights : weights.Slice(b * n, n);
            if (width >= Simd512.Count)
            {
                GatherSum<Simd512, Vector512<float>>(table, ids, own, factor, y.Slice(b * width, width));
            }
            else
            {
                GatherSum<Simd32, float>(table, ids, own, factor, y.Slice(b * width, width));
            }
        }
    }

    /// <summary>One history, at least a vector wide; the last vector moves back inside and computes some columns again.</summary>
    private static void GatherSum<TSimd, TVector>(
        ReadOnlySpan<float> table, ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, float factor, Span<float> y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (var column = 0; column < y.Length; column += TSimd.Count)
        {
            var start = Math.Min(column, y.Length - TSimd.Count);
            TVector sum = default;
            for (var a = 0; a < ids.Length; a++)
            {
                if (ids[a] >= 0)
                {
                    var row = table.Slice(ids[a] * y.Length, y.Length);
                    sum = TSimd.MultiplyAdd(TSimd.Broadcast(factor * weights[a]), TSimd.Load(in row[start]), sum);
                }
            }

            TSimd.Store(sum, ref y[start]);
        }
    }

    /// <inheritdoc cref="Reference.Rows.GatherSumBackwardWeights"/>
    public static void GatherSumBackwardWeights(
        ReadOnlySpan<float> table, ReadOnlySpan<int> indices, ReadOnlySpan<float> dy, float factor,
        int batch, int n, int width, Span<float> dw)
    {
        for (var slot = 0; slot < batch * n; slot++)
        {
            if (indices[slot] >= 0)
            {
                var row = table.Slice(indices[slot] * width, width);
                dw[slot % dw.Length] += factor * Reductions.Dot(row, dy.Slice(slot / n * width, width));
            }
        }
    }

    /// <inheritdoc cref="Reference.Rows.ScaleSlots"/>
    public static void ScaleSlots(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, int batch, int n, int width, Span<float> y)
    {
        for (var slot = 0; slot < batch * n; slot++)
        {
            TensorPrimitives.Multiply(x.Slice(slot * width, width), weights[slot % n], y.Slice(slot * width, width));
        }
    }

    /// <inheritdoc cref="Reference.Rows.ScaleSlotsBackwardX"/>
    public static void ScaleSlotsBackwardX(
        ReadOnlySpan<float> weights, ReadOnlySpan<float> dy, int batch, int n, int width, Span<float> dx)
    {
        for (var slot = 0; slot < batch * n; slot++)
        {
            var row = dx.Slice(slot * width, width);
            TensorPrimitives.MultiplyAdd(dy.Slice(slot * width, width), weights[slot % n], row, row);
        }
    }

    /// <inheritdoc cref="Reference.Rows.ScaleSlotsBackwardWeights"/>
    public static void ScaleSlotsBackwardWeights(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, int batch, int n, int width, Span<float> dw)
    {
        for (var slot = 0; slot < batch * n; slot++)
        {
            dw[slot % n] += Reductions.Dot(x.Slice(slot * width, width), dy.Slice(slot * width, width));
        }
    }

    /// <inheritdoc cref="Reference.Rows.PairwiseProducts"/>
    public static void PairwiseProducts(ReadOnlySpan<float> x, int batch, int n, int width, Span<float> y)
    {
        var pair = 0;
        for (var b = 0; b < batch; b++)
        {
            for (var first = b * n; first < (b + 1) * n; first++)
            {
                var left = x.Slice(first * width, width);
                for (var second = first + 1; second < (b + 1) * n; second++)
                {
                    TensorPrimitives.Multiply(left, x.Slice(second * width, width), y.Slice(pair++ * width, width));
                }
            }
        }
    }

    /// <inheritdoc cref="Reference.Rows.PairwiseProductsBackward"/>
    public static void PairwiseProductsBackward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, int batch, int n, int width, Span<float> dx)
    {
        var (size, pairs) = (n * width, n * (n - 1) / 2 * width);
        for (var b = 0; b < batch; b++)
        {
            var xs = x.Slice(b * size, size);
            var dys = dy.Slice(b * pairs, pairs);
            var dxs = dx.Slice(b * size, size);
            for (var column = 0; column < width; column += column < Vectors.Tail(width) ? Simd512.Count : 1)
            {
                if (column < Vectors.Tail(width))
                {
                    PairwiseProductsBackward<Simd512, Vector512<float>>(xs, dys, width, column, dxs);
                }
                else
                {
                    PairwiseProductsBackward<Simd32, float>(xs, dys, width, column, dxs);
                }
            }
        }
    }

    /// <summary>One history, and of it the columns of one vector: a slot's gradient stays in a register
    /// while its partners pass.</summary>
    private static void PairwiseProductsBackward<TSimd, TVector>(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, int width, int column, Span<float> dx)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var pair = column;
        for (var first = column; first < x.Length; first += width)
        {
            var value = TSimd.Load(in x[first]);
            var gradient = TSimd.Load(in dx[first]);
            for (var second = first + width; second < x.Length; second += width, pair += width)
            {
                var d = TSimd.Load(in dy[pair]);
                gradient = TSimd.MultiplyAdd(TSimd.Load(in x[second]), d, gradient);
                TSimd.Store(TSimd.MultiplyAdd(value, d, TSimd.Load(in dx[second])), ref dx[second]);
            }

            TSimd.Store(gradient, ref dx[first]);
        }
    }
}
