using Drr.Tensors.Kernels;

namespace Drr.Agent.LinearAlgebra;

/// <summary>Ridge regressions of one width, solved through the Cholesky factor of the normal equations.</summary>
/// <remarks>One instance reuses its memory: not for several threads at once.</remarks>
/// <param name="width">Unknowns k.</param>
internal sealed class RidgeRegression(int width)
{
    private readonly float[] _gram = new float[width * width]; // A, then its factor L below and on the diagonal

    /// <summary>w = argmin  sum_i [ gramWeight·(x_i·w)² - 2·t_i·(x_i·w) ] + wᵀ·prior·w + penalty·|w|²; with weight 1 and no
    /// prior, least squares.</summary>
    /// <param name="x">[rows, k].</param>
    /// <param name="t">[rows], the targets.</param>
    /// <param name="gramWeight">0 or more.</param>
    /// <param name="prior">[k, k], or empty for none.</param>
    /// <param name="penalty">Above 0 unless the rows span all of k.</param>
    /// <param name="w">[k], overwritten.</param>
    internal void Solve(
        ReadOnlySpan<float> x, ReadOnlySpan<float> t, float gramWeight, ReadOnlySpan<float> prior, float penalty, Span<float> w)
    {
        // A = gramWeight·XᵀX + prior + penalty·I;  w = Xᵀt
        MatMul.AtB(x, x, width, t.Length, width, _gram);
        Arithmetic.Scale(_gram, gramWeight, _gram);
        if (!prior.IsEmpty)
        {
            Arithmetic.Add(_gram, prior, _gram);
        }

        w.Clear();
        for (var row = 0; row < t.Length; row++)
        {
            Arithmetic.AddScaled(x.Slice(row * width, width), t[row], w);
        }

        for (var i = 0; i < width; i++)
        {
            _gram[(i * width) + i] += penalty;
        }

        Cholesky.Factor(_gram, width);
        Cholesky.Solve(_gram, width, w);
    }
}
