namespace Drr.Agent.Tests.LinearAlgebra;

/// <summary>Ridge regression by Gaussian elimination over the sums of all examples, in double precision.</summary>
internal sealed class PlainRidge(double penalty, double[] prior)
{
    private readonly List<(double[] X, double Y)> _examples = [];

    internal void Add(double[] x, double y) => _examples.Add(([.. x], y));

    /// <summary>argmin penalty·|w - prior|² + sum (y - x·w)².</summary>
    internal double[] Weights()
    {
        double[] right = [.. prior.Select((w, i) => (penalty * w) + _examples.Sum(example => example.X[i] * example.Y))];
        return Solve(right);
    }

    /// <summary>xᵀA⁻¹x.</summary>
    internal double Variance(double[] x) => Solve(x).Zip(x, (a, b) => a * b).Sum();

    private double[] Solve(double[] right)
    {
        var n = prior.Length;
        double[][] a = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n)
            .Select(j => (i == j ? penalty : 0) + _examples.Sum(example => example.X[i] * example.X[j]))
            .Append(right[i]).ToArray())];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
            {
                var factor = i == k ? 0 : a[i][k] / a[k][k];
                for (var j = k; j <= n; j++)
                {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }

        return [.. a.Select((row, i) => row[n] / row[i])];
    }
}
