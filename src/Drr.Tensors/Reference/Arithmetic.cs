namespace Drr.Tensors.Reference;

/// <summary>Element-wise arithmetic on vectors of one length; the destination may be one of the sources.</summary>
public static class Arithmetic
{
    /// <summary>z = x + y.</summary>
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        for (var i = 0; i < x.Length; i++)
        {
            z[i] = x[i] + y[i];
        }
    }

    /// <summary>z = x·y.</summary>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        for (var i = 0; i < x.Length; i++)
        {
            z[i] = x[i] * y[i];
        }
    }

    /// <summary>z = x / y.</summary>
    public static void Divide(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        for (var i = 0; i < x.Length; i++)
        {
            z[i] = x[i] / y[i];
        }
    }

    /// <summary>y = factor·x.</summary>
    public static void Scale(ReadOnlySpan<float> x, float factor, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = factor * x[i];
        }
    }

    /// <summary>y += factor·x.</summary>
    public static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = (float)(y[i] + ((double)factor * x[i]));
        }
    }

    /// <summary>z += x·y.</summary>
    public static void AddProduct(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        for (var i = 0; i < x.Length; i++)
        {
            z[i] = (float)(z[i] + ((double)x[i] * y[i]));
        }
    }
}
