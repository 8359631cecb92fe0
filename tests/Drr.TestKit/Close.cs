namespace Drr.TestKit;

/// <summary>Comparison of floating-point results with the truth.</summary>
public static class Close
{
    /// <summary>Throws unless |expected - actual| &lt;= absolute + relative·|expected| everywhere.</summary>
    /// <remarks>NaN is close to nothing but NaN, an infinity to nothing but itself. A result of nothing but zeros
    /// is refused where zeros are not expected, however wide the absolute tolerance: that is what a kernel gives
    /// which does not run.</remarks>
    /// <param name="expected">The truth.</param> <param name="actual">The result.</param>
    /// <param name="relative">At least 0.</param>
    /// <param name="absolute">At least 0, in the values' unit.</param>
    /// <param name="what">What is compared, for the message.</param>
    /// <exception cref="CloseException">They are not close.</exception>
    public static void Assert(
        ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double relative, double absolute = 0, string what = "result")
    {
        if (expected.Length != actual.Length)
        {
            throw new CloseException($"{what}: {actual.Length} values, expected {expected.Length}.");
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (!AreClose(expected[i], actual[i], relative, absolute))
            {
                throw new CloseException(
                    $"{what}: element {i} of {expected.Length} is {actual[i]:R}, expected {expected[i]:R}"
                    + $" within {relative:R} of it + {absolute:R}.");
            }
        }

        if (expected.ContainsAnyExcept(0) && !actual.ContainsAnyExcept(0))
        {
            throw new CloseException($"{what}: all {actual.Length} values are zero, but the expected ones are not.");
        }
    }

    private static bool AreClose(double expected, double actual, double relative, double absolute) =>
        expected.Equals(actual)
        || (double.IsFinite(expected) && Math.Abs(expected - actual) <= absolute + (relative * Math.Abs(expected)));
}
