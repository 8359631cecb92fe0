namespace Drr.Tensors.Reference;

/// <summary>Matrix factorisation by stochastic gradient descent.</summary>
public static class Factorization
{
    /// <summary>One step on one entry of the matrix: e = target - p·q; p += rate·(e·q - penalty·p), q += rate·(e·p - penalty·q),
    /// with the old p in q's step.</summary>
    /// <param name="target">The entry.</param> <param name="rate">Learning rate.</param> <param name="penalty">L2 weight.</param>
    /// <param name="p">[length], the row's vector; moved.</param> <param name="q">[length], the column's vector; moved.</param>
    /// <returns>e, as it was before the step.</returns>
    public static float SgdStep(float target, float rate, float penalty, Span<float> p, Span<float> q)
    {
        var error = target - Reductions.Dot(p, q);
        for (var i = 0; i < p.Length; i++)
        {
            (p[i], q[i]) = (
                (float)(p[i] + (rate * (((double)error * q[i]) - (penalty * p[i])))),
                (float)(q[i] + (rate * (((double)error * p[i]) - (penalty * q[i])))));
        }

        return error;
    }
}
