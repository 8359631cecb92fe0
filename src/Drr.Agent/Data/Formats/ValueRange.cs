using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>The values that ratings took, from which their scale is found.</summary>
internal sealed class ValueRange
{
    private const int Parts = 100; // of 1: ratings have two decimals at most
    private readonly HashSet<float> _values = [];
    private float _last = float.NaN;
    private bool _isFull;

    public void Add(float value)
    {
        if (value != _last && !_isFull)
        {
            _last = value;
            _values.Add(value);
            _isFull = _values.Count > RatingScale.MostValues;
        }
    }

    /// <summary>From the lowest value to the highest, in the widest steps that all values lie on.</summary>
    /// <param name="fault">Why there is none.</param>
    public RatingScale? Scale(out string? fault)
    {
        fault = null;
        if (_values.Count < 2)
        {
            fault = Invariant($"every rating is {_values.FirstOrDefault()}: pass the scale that it is from, such as ")
                + "--scale 1..5, or leave rating out of --columns to read the rows as events.";
            return null;
        }

        var (min, max) = (_values.Min(), _values.Max());
        long[] parts = [.. _values.Select(value => (long)Math.Round((double)value * Parts))];
        var areWhole = _values.All(value => Math.Abs((value * (double)Parts) - Math.Round(value * (double)Parts)) < 0.01);
        var step = parts.Select(part => part - parts.Min()).Aggregate(0L, Divisor);
        if (!_isFull && areWhole && step > 0 && (max - (double)min) * Parts / step <= RatingScale.MostValues - 1)
        {
            return new(Value(parts.Min()), Value(parts.Max()), Value(step)); // a value such as 1.0000001 counts as 1
        }

        fault = Invariant($"ratings lie between {min} and {max} on no scale of {RatingScale.MostValues:N0} values or fewer with ")
            + "two decimals or fewer: round them in the file. Counts, such as plays, are events: --columns ...,count=NAME.";
        return null;
    }

    private static float Value(long parts) => (float)((decimal)parts / Parts);

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
