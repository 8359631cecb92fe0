using System.Globalization;
using Drr.Tensors.Kernels;

namespace Drr.Autodiff.Optimizers;

/// <summary>Limits how far one batch can move the parameters.</summary>
public static class GradientClipping
{
    /// <summary>Scales the gradients down so that the Euclidean norm of all of them together is at most
    /// <paramref name="maxNorm"/>; gradients within it keep their bits.</summary>
    /// <param name="range">Whose gradients.</param> <param name="maxNorm">Above 0.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="InvalidOperationException">The norm is infinite or not a number, so no scale helps: the
    /// loss has diverged.</exception>
    /// <remarks>Pascanu et al. (2013), algorithm 1.</remarks>
    public static double ByGlobalNorm(ParameterRange range, double maxNorm)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNorm);
        var norm = Math.Sqrt(Reductions.SumOfSquares(range.Gradients));
        MustBeFinite(norm);
        if (norm > maxNorm)
        {
            Arithmetic.Scale(range.Gradients, (float)(maxNorm / norm), range.Gradients);
        }

        return norm;
    }

    /// <summary>Throws if a norm is not finite.</summary>
    /// <exception cref="InvalidOperationException">It is infinite or not a number: the loss has diverged.</exception>
    public static void MustBeFinite(double norm)
    {
        if (!double.IsFinite(norm))
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"The gradient norm is {norm}: training has diverged; lower the learning rate."));
        }
    }
}
