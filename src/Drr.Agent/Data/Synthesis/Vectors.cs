using Drr.Tensors;

namespace Drr.Agent.Data.Synthesis;

/// <summary>Directions in the space of tastes, rows of one flat array; once normalised, a product of two is the cosine.</summary>
internal sealed class Vectors(int rows, int factors)
{
    private readonly float[] _values = new float[checked(rows * factors)];

    public Span<float> this[int row] => _values.AsSpan(row * factors, factors);

    /// <summary>Rows that point anywhere.</summary>
    public static Vectors Random(int rows, int factors, Rng rng)
    {
        var vectors = new Vectors(rows, factors);
        for (var row = 0; row < rows; row++)
        {
            vectors.AddNoise(row, 1, rng);
            vectors.Normalise(row);
        }

        return vectors;
    }

    /// <summary>row += weight . direction</summary>
    public void Add(int row, double weight, ReadOnlySpan<float> direction)
    {
        var vector = this[row];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] += (float)weight * direction[i];
        }
    }

    /// <summary>row += a random vector of about the given length</summary>
    public void AddNoise(int row, double length, Rng rng)
    {
        foreach (ref var value in this[row])
        {
            value += (float)(length * rng.NextGaussian() / Math.Sqrt(factors));
        }
    }

    public void Normalise(int row)
    {
        var vector = this[row];
        var length = MathF.Sqrt(Dot(vector, vector));
        foreach (ref var value in vector)
        {
            value /= length;
        }
    }

    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
