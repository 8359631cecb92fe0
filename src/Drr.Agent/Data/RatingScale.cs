using System.Globalization;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Drr.Agent.Data;

/// <summary>The values that a rating may take: <paramref name="Min"/>, Min + Step, ..., <paramref name="Max"/>.</summary>
public readonly partial record struct RatingScale(float Min, float Max, float Step)
{
    /// <summary>The most values that a scale may have.</summary>
    public const int MostValues = 1_001;

    private const float Rounding = 4e-7f; // of a value such as 0.1, which a float holds nearly

    /// <summary>Whole stars, 1 to 5.</summary>
    public static RatingScale WholeStars => new(1, 5, 1);

    /// <summary>Half stars, 0.5 to 5.</summary>
    public static RatingScale HalfStars => new(0.5f, 5, 0.5f);

    /// <summary>Whether the values are counts of events, such as purchases: 0 for too few to be a sign of liking, up to
    /// <see cref="Max"/>. Only dislikes that a service heard lie below 0.</summary>
    public bool IsEvents { get; init; }

    /// <summary>How many values the scale has.</summary>
    public int Count => 1 + IndexOf(Max);

    /// <summary>The scale of events: counts from 0 to <paramref name="most"/>, which become rewards from 0 to 1.</summary>
    public static RatingScale Events(int most) => new(-most, most, 1) { IsEvents = true };

    /// <summary>Whether <paramref name="value"/> is one of the scale's values.</summary>
    public bool Contains(float value)
    {
        var nearest = Min + (MathF.Round((value - Min) / Step) * Step);
        return value >= Min && value <= Max && MathF.Abs(value - nearest) <= Rounding * MathF.Max(MathF.Abs(Min), MathF.Abs(Max));
    }

    /// <summary>The place of a value of the scale, from 0.</summary>
    public int IndexOf(float value) => (int)MathF.Round((value - Min) / Step);

    /// <summary>The value at a place.</summary>
    public float ValueAt(int index) => (float)((decimal)Min + (index * (decimal)Step)) + 0f; // not -0

    /// <summary>The scale's value nearest to <paramref name="value"/> (a tie goes up).</summary>
    public float Nearest(double value) => (float)(Min + (Step * Math.Floor((Math.Clamp(value, Min, Max) - Min) / Step + 0.5)));

    /// <summary>Where a value lies between the middle of the scale, 0, and its ends, -1 and 1.</summary>
    public float Centred(float value) => Math.Clamp(((2 * value) - Max - Min) / (Max - Min), -1, 1); // of 0.1 no float is exact

    /// <summary>How values become rewards, in words.</summary>
    public string Meaning
    {
        get
        {
            if (IsEvents)
            {
                return Max == 1
                    ? "a pair with enough events has the reward 1, one with fewer the reward 0"
                    : Invariant($"a pair with n events has the reward n / {Max}, with {Max} events or more the reward 1");
            }

            var scale = this;
            var liked = Enumerable.Range(0, Count).Select(scale.ValueAt).First(value => scale.Centred(value) > 1e-6f);
            return Invariant($"the rating {Min} is the reward -1, {Max} the reward 1; from {liked} on an item counts as liked");
        }
    }

    /// <summary>A scale from <c>min..max</c> or <c>min..max:step</c>, such as <c>0.5..5:0.5</c>, whose step is 1 where it is left
    /// out; followed by the word <c>events</c>, one of events. <c>null</c> where the text is none.</summary>
    public static RatingScale? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        float Part(int group) => float.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        var scale = new RatingScale(Part(1), Part(2), match.Groups[3].Success ? Part(3) : 1)
        {
            IsEvents = match.Groups[4].Success,
        };
        return scale.Step > 0 && scale.Max > scale.Min && (scale.Max - scale.Min) / scale.Step <= MostValues - 1
            && scale.Contains(scale.Max) ? scale : null;
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public string Text => Invariant($"{Min}..{Max}:{Step}{(IsEvents ? " events" : "")}");

    /// <summary>The values in short: <c>1, 2, ..., 5</c>.</summary>
    public override string ToString() => Count > 3
        ? Invariant($"{Min}, {ValueAt(1)}, ..., {Max}")
        : string.Join(", ", Enumerable.Range(0, Count).Select(ValueAt).Select(value => Invariant($"{value}")));

    private const string Number = @"[0-9]{1,6}(?:\.[0-9]{1,4})?";

    [GeneratedRegex($@"^(-?{Number})\.\.(-?{Number})(?::({Number}))?( events)?$")]
    private static partial Regex Form();
}
