using Drr.Tensors;
using Drr.Tensors.Kernels;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.LinearAlgebra;

/// <summary>The directions in which vectors differ most (principal component analysis), and where a vector lies along them. Only
/// the direction of a vector counts: each is made one long first.</summary>
public sealed class PrincipalAxes
{
    private readonly float[] _mean; // [k], of the unit vectors
    private readonly Tensor _axes; // [count, k], orthonormal

    /// <summary>The axes of some of the rows; the same rows give the same axes.</summary>
    /// <param name="vectors">[rows, k]</param> <param name="used">[rows]: which of them count; at least one.</param>
    /// <param name="count">How many axes, 1 to k; the first has the largest variance.</param>
    public PrincipalAxes(Tensor vectors, ReadOnlySpan<bool> used, int count)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var k = vectors.Shape.Columns;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, k);
        var rows = new List<float[]>();
        for (var row = 0; row < used.Length; row++)
        {
            if (used[row])
            {
                rows.Add(Unit(vectors.Row(row)));
            }
        }

        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(used));
        _mean = [.. Enumerable.Range(0, k).Select(i => (float)rows.Average(row => row[i]))];
        float[] centred = [.. rows.SelectMany(row => row.Select((value, i) => value - _mean[i]))];
        var scatter = new float[k * k];
        MatMul.AtB(centred, centred, k, rows.Count, k, scatter);
        var eigen = Matrix<double>.Build.Dense(k, k, (i, j) => scatter[(i * k) + j]).Evd(Symmetricity.Symmetric);
        var variance = eigen.EigenValues.Sum(value => value.Real);
        (_axes, Shares) = (new Tensor(new Shape(count, k)), new double[count]);
        for (var axis = 0; axis < count; axis++)
        {
            Shares[axis] = variance > 0 ? eigen.EigenValues[k - 1 - axis].Real / variance : 0;
            var direction = eigen.EigenVectors.Column(k - 1 - axis); // MathNet sorts ascending
            var sign = Math.Sign(direction[direction.AbsoluteMaximumIndex()]); // else left to the solver
            for (var i = 0; i < k; i++)
            {
                _axes.Row(axis)[i] = (float)(sign * direction[i]);
            }
        }
    }

    /// <summary>[count]: share of the variance of the directions that lies along each axis, in [0, 1].</summary>
    public double[] Shares { get; }

    /// <summary>Where a vector's direction lies along each axis, [count]; 0 is the mean.</summary>
    public float[] Place(ReadOnlySpan<float> vector)
    {
        var unit = Unit(vector);
        Arithmetic.AddScaled(_mean, -1, unit);
        return [.. Enumerable.Range(0, _axes.Shape.Rows).Select(axis => Reductions.Dot(_axes.Row(axis), unit))];
    }

    /// <summary>A vector of length 1 in the same direction; zero where it is zero.</summary>
    public static float[] Unit(ReadOnlySpan<float> vector)
    {
        var unit = vector.ToArray();
        var length = MathF.Sqrt(Reductions.SumOfSquares(vector));
        Arithmetic.Scale(unit, length > 0 ? 1 / length : 0, unit);
        return unit;
    }
}
