namespace Drr.Autodiff;

/// <summary>What <see cref="GradientCheck"/> found at the element where backward and differences disagree most.</summary>
/// <param name="RelativeError">|Backward - Difference|, less what rounding can explain, over the larger of both; 0 if rounding
/// explains it all, infinite if one is not a number.</param>
/// <param name="Input">Which of the inputs.</param>
/// <param name="Element">Which element of it, row-major.</param>
/// <param name="Backward">The gradient that the backward steps gave.</param>
/// <param name="Difference">The gradient by differences of forward passes.</param>
/// <param name="Roughness">How far slopes to the left, to the right and over half the step differ from those of a smooth loss,
/// relative as <see cref="RelativeError"/>: large near a kink or a jump, where there is no gradient to compare with.</param>
public sealed record GradientReport(
    double RelativeError, int Input, int Element, double Backward, double Difference, double Roughness)
{
    /// <summary>The largest |Backward - Difference| of all elements, whether rounding explains it or not.</summary>
    public double LargestDifference { get; init; }
}
