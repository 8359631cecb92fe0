using Drr.Tensors.Kernels;

namespace Drr.Agent.LinearAlgebra;

/// <summary>Ridge regressions of one width, solved through the Cholesky factor of the normal equations.</summary>
/// <remarks>Reuses its memory, so it is not thread-safe.</remarks>
/// <param name="width">Unknowns k.</param>
internal sealed class RidgeRegression(int width)
{
    private readonly float[] _gram = new float[width * width]; // A, then its factor L below and on the diagonal

    /// <summary>w = argmin sum_i [ gramWeight·(x_i·w)² - 2·t_i·(x_i·w) ] + wᵀ·prior·w + penalty·|w|²; with weight 1 and no
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

/// <summary>Ridge regression that takes one example at a time: w = argmin penalty·|w - w0|² + sum (y - x·w)². It keeps
/// the inverse of A = penalty·I + sum x·xᵀ by the Sherman-Morrison formula, so an example costs width² operations
/// instead of a new solution.</summary>
/// <remarks>Nothing allocates after construction.</remarks>
internal sealed class OnlineRidge
{
    private readonly float _penalty;
    private readonly float[] _inverse; // A⁻¹ [width, width], symmetric
    private readonly float[] _weights;
    private readonly float[] _direction;

    /// <summary>A regression around w0 = 0 without examples.</summary>
    /// <param name="width">Unknowns, 1 or more.</param> <param name="penalty">Above 0.</param>
    public OnlineRidge(int width, float penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        (_penalty, _inverse) = (penalty, new float[width * width]);
        (_weights, _direction) = (new float[width], new float[width]);
        Reset(_weights);
    }

    /// <summary>w [width].</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>A⁻¹ [width, width].</summary>
    public ReadOnlySpan<float> Inverse => _inverse;

    /// <summary>A⁻¹x [width] of the latest example, as A was before it.</summary>
    public ReadOnlySpan<float> Direction => _direction;

    /// <summary>Examples seen.</summary>
    public int Examples { get; private set; }

    /// <summary>Drops all examples.</summary>
    /// <param name="prior">w0 [width].</param>
    public void Reset(ReadOnlySpan<float> prior)
    {
        Examples = 0;
        prior.CopyTo(_weights);
        Array.Clear(_inverse);
        for (var i = 0; i < _weights.Length; i++)
        {
            _inverse[(i * _weights.Length) + i] = 1 / _penalty;
        }
    }

    /// <summary>Adds an example: w += g·error·scale and A⁻¹ -= g·gᵀ·scale, with g the <see cref="Direction"/>.</summary>
    /// <param name="x">[width]</param> <param name="y">The target of x·w.</param>
    /// <returns>error = y - x·w before it, and scale = 1 / (1 + x·g).</returns>
    public (float Error, float Scale) Observe(ReadOnlySpan<float> x, float y)
    {
        Examples++;
        var width = _weights.Length;
        MatMul.ABt(x, _inverse, 1, width, width, _direction);
        var (error, scale) = (y - Reductions.Dot(x, _weights), 1 / (1 + Reductions.Dot(x, _direction)));
        Arithmetic.AddScaled(_direction, error * scale, _weights);
        for (var i = 0; i < width; i++)
        {
            Arithmetic.AddScaled(_direction, -_direction[i] * scale, _inverse.AsSpan(i * width, width));
        }

        return (error, scale);
    }

    /// <summary>xᵀA⁻¹x, 0 or more: the uncertainty in the direction of x; multiplied by the noise variance it is
    /// the variance of x·w.</summary>
    /// <param name="x">[width]</param>
    public float Variance(ReadOnlySpan<float> x)
    {
        var (width, sum) = (_weights.Length, 0f);
        for (var i = 0; i < width; i++)
        {
            sum += x[i] * Reductions.Dot(x, _inverse.AsSpan(i * width, width));
        }

        return MathF.Max(sum, 0);
    }
}
