using System.Text.Json.Serialization;
using Drr.Agent.Data;

namespace Drr.Analysis.Statistics;

/// <summary>When ratings are given, by weekday and hour, in UTC.</summary>
/// <param name="Ratings">[7][24]: Monday first.</param>
public sealed record WeeklyRhythm(IReadOnlyList<int[]> Ratings)
{
    private const int Thursday = 3; // 1970-01-01, with Monday as 0

    /// <summary>The busiest hour of the week: weekday from Monday = 0, and hour.</summary>
    [JsonIgnore]
    public (int Day, int Hour) Busiest => Slots().MaxBy(slot => Ratings[slot.Day][slot.Hour]);

    /// <summary>The quietest hour of the week.</summary>
    [JsonIgnore]
    public (int Day, int Hour) Quietest => Slots().MinBy(slot => Ratings[slot.Day][slot.Hour]);

    /// <summary>Counts a data set.</summary>
    public static WeeklyRhythm Of(RatingDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        int[][] counts = [.. Enumerable.Range(0, 7).Select(_ => new int[24])];
        foreach (ref readonly var rating in dataset.Ratings)
        {
            var hours = (long)Math.Floor(rating.Time / 3600.0); // downwards before 1970 too
            var slot = (int)((((hours + (Thursday * 24)) % 168) + 168) % 168);
            counts[slot / 24][slot % 24]++;
        }

        return new(counts);
    }

    private static IEnumerable<(int Day, int Hour)> Slots() => Enumerable.Range(0, 168).Select(slot => (slot / 24, slot % 24));
}
