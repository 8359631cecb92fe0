namespace Drr.Autodiff.Optimizers;

/// <summary>Settings of <see cref="Adam"/>; the defaults are those of its paper.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Beta1">Decay of the first moments, in [0, 1).</param>
/// <param name="Beta2">Decay of the second moments, in [0, 1).</param>
/// <param name="Epsilon">Added to the root of the second moment, above 0.</param>
/// <param name="L2">Times the value is added to the gradient before the moments (PyTorch's <c>weight_decay</c> of Adam, not of
/// AdamW), 0 or more.</param>
public sealed record AdamOptions(
    double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double L2 = 0);
