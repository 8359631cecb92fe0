using Drr.Agent.Data;
using Drr.Analysis.Statistics;

namespace Drr.Analysis.Protocols;

/// <summary>What four weeks of ratings say about what is liked at the moment: a rating weighs 1, .7, .4 or .2 by its week, the
/// latest first.</summary>
internal sealed class TrendingWindow
{
    private const long Week = 7 * 86_400;
    private static readonly int[] s_tenths = [10, 7, 4, 2]; // whole numbers, so that equal scores are equal
    private readonly int[] _all;
    private readonly int[][] _byAge; // by group

    /// <summary>The window that ends with the data set's last rating.</summary>
    internal TrendingWindow(RatingDataset dataset, long lastTime)
    {
        LastTime = lastTime;
        _all = new int[dataset.Items.Count];
        _byAge = [.. AgeGroups.Names.Select(_ => new int[_all.Length])];
        Weeks = new int[s_tenths.Length][];
        for (var week = 0; week < Weeks.Length; week++)
        {
            Weeks[week] = new int[_all.Length];
        }

        foreach (ref readonly var rating in dataset.Ratings)
        {
            if (WeekOf(rating) is { } week)
            {
                Weeks[week][rating.Item]++;
                _all[rating.Item] += s_tenths[week];
                if (AgeGroups.Of(dataset.Users[rating.User]) is >= 0 and var group)
                {
                    _byAge[group][rating.Item] += s_tenths[week];
                }
            }
        }
    }

    /// <summary>Where the window ends, in seconds since 1970-01-01 UTC.</summary>
    internal long LastTime { get; }

    /// <summary>Where it begins.</summary>
    internal long FirstTime => LastTime - (s_tenths.Length * Week) + 1;

    /// <summary>[4][items]: ratings of each week, the latest first.</summary>
    internal int[][] Weeks { get; }

    /// <summary>[items]: the scores before any user is known, in tenths.</summary>
    internal IReadOnlyList<int> Tenths => _all;

    /// <summary>[items]: the scores for a user, in tenths: ratings of the user's age group count twice, the user's own
    /// not at all.</summary>
    internal void Score(User user, ReadOnlySpan<Rating> history, Span<float> scores)
    {
        var group = AgeGroups.Of(user);
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = _all[item] + (group < 0 ? 0 : _byAge[group][item]);
        }

        foreach (ref readonly var rating in history)
        {
            if (WeekOf(rating) is { } week)
            {
                scores[rating.Item] -= s_tenths[week] * (group < 0 ? 1 : 2);
            }
        }
    }

    private int? WeekOf(in Rating rating) =>
        LastTime - rating.Time is >= 0 and var age && age < s_tenths.Length * Week ? (int)(age / Week) : null;
}
