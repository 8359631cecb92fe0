namespace Drr.Autodiff;

/// <summary>A contiguous stretch of a <see cref="ParameterSet"/>: what one optimiser moves.</summary>
public sealed class ParameterRange
{
    private readonly float[] _values, _gradients;

    internal ParameterRange(float[] values, float[] gradients, int start, int length) =>
        (_values, _gradients, Start, Length) = (values, gradients, start, length);

    /// <summary>Where the stretch begins in the set.</summary>
    public int Start { get; }

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>The values; shared with the set.</summary>
    public Span<float> Values => _values.AsSpan(Start, Length);

    /// <summary>The gradients; shared with the set.</summary>
    public Span<float> Gradients => _gradients.AsSpan(Start, Length);

    /// <summary>Clears the gradients of this stretch.</summary>
    public void ZeroGradients() => Gradients.Clear();
}
