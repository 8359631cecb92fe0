using Drr.Tensors.Kernels;

namespace Drr.Autodiff.Optimizers;

/// <summary>Adam over one range of a parameter set: each value moves by its mean gradient over the root of its
/// mean squared gradient.</summary>
/// <remarks>Kingma and Ba (2015), algorithm 1; the same steps as PyTorch's <c>Adam</c>.</remarks>
public sealed class Adam
{
    private readonly ParameterRange _range;
    private readonly AdamOptions _options;
    private readonly float[] _m, _v;
    private double _learningRate;

    /// <summary>An optimiser that has made no step.</summary>
    /// <param name="range">What it moves.</param> <param name="options">Its settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public Adam(ParameterRange range, AdamOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Beta1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Beta1, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Beta2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.Beta2, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Epsilon);
        ArgumentOutOfRangeException.ThrowIfNegative(options.L2);
        (_range, _options, LearningRate) = (range, options, options.LearningRate);
        (_m, _v) = (new float[range.Length], new float[range.Length]);
    }

    /// <summary>Size of a step, above 0; set it between steps to follow a schedule.</summary>
    public double LearningRate
    {
        get => _learningRate;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _learningRate = value;
        }
    }

    /// <summary>First moments, laid out as the range; with <see cref="V"/> and
    /// <see cref="StepCount"/> the state to save.</summary>
    public ReadOnlySpan<float> M => _m;

    /// <summary>Second moments, laid out as the range.</summary>
    public ReadOnlySpan<float> V => _v;

    /// <summary>Steps made.</summary>
    public long StepCount { get; private set; }

    /// <summary>Moves the values by the gradients that the range holds, and leaves the gradients as they are.</summary>
    /// <returns>The Euclidean norm of the gradients.</returns>
    public double Step() => Math.Sqrt(Updates.AdamStep(
        _range.Gradients, LearningRate, _options.Beta1, _options.Beta2, _options.Epsilon, ++StepCount, _options.L2,
        _m, _v, _range.Values));

    /// <summary>Goes on from a saved state: the next steps have the same bits as if there had been no interruption.</summary>
    /// <param name="m">Saved <see cref="M"/>.</param> <param name="v">Saved <see cref="V"/>.</param>
    /// <param name="stepCount">Saved <see cref="StepCount"/>.</param>
    /// <exception cref="ArgumentException">The state belongs to a range of another length, or the step
    /// count is negative.</exception>
    public void Restore(ReadOnlySpan<float> m, ReadOnlySpan<float> v, long stepCount)
    {
        if (m.Length != _m.Length || v.Length != _v.Length)
        {
            throw new ArgumentException(
                $"The optimiser moves {_m.Length} values; the saved moments have {m.Length} and {v.Length}.", nameof(m));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        m.CopyTo(_m);
        v.CopyTo(_v);
        StepCount = stepCount;
    }
}

/// <summary>Settings of <see cref="Adam"/>; the defaults are those of its paper.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Beta1">Decay of the first moments, in [0, 1).</param>
/// <param name="Beta2">Decay of the second moments, in [0, 1).</param>
/// <param name="Epsilon">Added to the root of the second moment, above 0.</param>
/// <param name="L2">Times the value is added to the gradient before the moments (PyTorch's <c>weight_decay</c> of Adam,
/// not of AdamW), 0 or more.</param>
public sealed record AdamOptions(
    double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double L2 = 0);
