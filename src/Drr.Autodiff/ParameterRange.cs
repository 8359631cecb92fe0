namespace Drr.Autodiff;

/// <summary>A contiguous stretch of a <see cref="ParameterSet"/>: what one optimiser moves.</summary>
public sealed class ParameterRange
{
    private readonly ParameterSet _set;
    private readonly Parameter[] _parameters;

    internal ParameterRange(ParameterSet set, Parameter[] parameters, int start, int length) =>
        (_set, _parameters, Start, Length) = (set, parameters, start, length);

    /// <summary>Where the stretch begins in the set.</summary>
    public int Start { get; }

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>The values; shared with the set.</summary>
    public Span<float> Values => _set.Values.Slice(Start, Length);

    /// <summary>The gradients; shared with the set.</summary>
    public Span<float> Gradients => _set.GradientsOf(_parameters).Slice(Start, Length);

    /// <summary>Makes the gradients of this stretch zero.</summary>
    public void ZeroGradients() => ParameterSet.ForgetGradients(_parameters);
}
