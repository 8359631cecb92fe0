using System.Globalization;

namespace Drr.Agent.Data;

/// <summary>The values that a rating may take: <paramref name="Min"/>, Min + Step, ..., <paramref name="Max"/>.</summary>
public readonly record struct RatingScale(float Min, float Max, float Step)
{
    /// <summary>Whole stars, 1 to 5.</summary>
    public static RatingScale WholeStars => new(1, 5, 1);

    /// <summary>Half stars, 0.5 to 5.</summary>
    public static RatingScale HalfStars => new(0.5f, 5, 0.5f);

    /// <summary>Whether <paramref name="value"/> is one of the scale's values.</summary>
    public bool Contains(float value)
    {
        var steps = (value - Min) / Step;
        return value >= Min && value <= Max && steps == MathF.Floor(steps); // % would be a slow library call
    }

    /// <summary>The scale's value nearest to <paramref name="value"/> (a tie goes up).</summary>
    public float Nearest(double value) => (float)(Min + (Step * Math.Floor((Math.Clamp(value, Min, Max) - Min) / Step + 0.5)));

    /// <summary>Where a value lies between the middle of the scale, 0, and its ends, -1 and 1.</summary>
    public float Centred(float value) => ((2 * value) - Max - Min) / (Max - Min);

    /// <summary>The values in short: <c>1, 2, ..., 5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Min}, {Min + Step}, ..., {Max}");
}
