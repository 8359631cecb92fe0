namespace Drr.Agent.Learning;

/// <summary>The equations that need no gradient, as pure functions over a batch.</summary>
internal static class Equations
{
    /// <summary>y = r + gamma·V(s'): the target of the critic (Liu et al. 2018, algorithm 1, line 15; Lillicrap et
    /// al. 2016, equation 5).</summary>
    /// <param name="rewards">r, [B]</param> <param name="discounts">gamma, or 0 where the session ended, [B]</param>
    /// <param name="nextValues">V(s') under the target networks, [B]</param> <param name="targets">y, [B]</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void TemporalDifferenceTargets(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> discounts, ReadOnlySpan<float> nextValues, Span<float> targets)
    {
        MustMatch(rewards.Length, discounts.Length, nextValues.Length, targets.Length);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = rewards[i] + (discounts[i] * nextValues[i]);
        }
    }

    /// <summary>|y - Q|: the priority of a transition (Schaul et al. 2016, section 3.3) is its error, not its target.</summary>
    /// <param name="targets">y, [B]</param>
    /// <param name="values">Q, [B]</param>
    /// <param name="errors">[B], overwritten.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void AbsoluteErrors(ReadOnlySpan<float> targets, ReadOnlySpan<float> values, Span<float> errors)
    {
        MustMatch(targets.Length, values.Length, errors.Length);
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = Math.Abs(targets[i] - values[i]);
        }
    }

    /// <summary>Arithmetic mean, at least one value.</summary>
    public static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return (float)(sum / values.Length);
    }

    /// <summary>Sums of a and of |a|, and the coordinates with |a| above 0.99 of the bound: a tanh
    /// passes no gradient there.</summary>
    /// <param name="actions">Any number of coordinates.</param> <param name="bound">The largest |a| there can be.</param>
    public static (double Sum, double SumAbsolute, int Saturated) ActionStatistics(ReadOnlySpan<float> actions, float bound)
    {
        var (sum, absolute, saturated, limit) = (0.0, 0.0, 0, 0.99f * bound);
        foreach (var value in actions)
        {
            sum += value;
            absolute += Math.Abs(value);
            saturated += Math.Abs(value) > limit ? 1 : 0;
        }

        return (sum, absolute, saturated);
    }

    private static void MustMatch(params ReadOnlySpan<int> lengths)
    {
        if (lengths.ContainsAnyExcept(lengths[0]))
        {
            throw new ArgumentException($"All arguments must have one length, got {string.Join(", ", lengths.ToArray())}.");
        }
    }
}
