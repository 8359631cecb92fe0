namespace Drr.Agent.Policies;

/// <summary>A setting that moves on a straight line and then stays.</summary>
/// <param name="Start">At step 0.</param>
/// <param name="End">From step <paramref name="Steps"/> on.</param>
/// <param name="Steps">0 or more.</param>
public readonly record struct LinearSchedule(double Start, double End, long Steps)
{
    /// <summary>The value at a step, 0 or more.</summary>
    public double At(long step) => step >= Steps ? End : Start + ((End - Start) * step / Steps);
}
