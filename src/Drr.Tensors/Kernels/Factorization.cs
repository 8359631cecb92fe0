using System.Numerics;
using System.Runtime.InteropServices;

namespace Drr.Tensors.Kernels;

/// <summary>Matrix factorisation by stochastic gradient descent. Plain version: <see cref="Reference.Factorization"/>.</summary>
public static class Factorization
{
    /// <inheritdoc cref="Reference.Factorization.SgdStep"/>
    public static float SgdStep(float target, float rate, float penalty, Span<float> p, Span<float> q)
    {
        var error = target - Reductions.Dot(p, q);
        var (gain, keep) = (rate * error, 1 - (rate * penalty));
        var ps = MemoryMarshal.Cast<float, Vector<float>>(p);
        var qs = MemoryMarshal.Cast<float, Vector<float>>(q);
        var (gains, keeps) = (new Vector<float>(gain), new Vector<float>(keep));
        for (var i = 0; i < ps.Length; i++)
        {
            (ps[i], qs[i]) = ((ps[i] * keeps) + (qs[i] * gains), (qs[i] * keeps) + (ps[i] * gains));
        }

        for (var i = ps.Length * Vector<float>.Count; i < p.Length; i++)
        {
            (p[i], q[i]) = ((p[i] * keep) + (q[i] * gain), (q[i] * keep) + (p[i] * gain));
        }

        return error;
    }
}
