using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Data;

/// <summary>How a file of ratings is laid out that is in none of the MovieLens forms: a table with a row a rating or an event.
/// Says nothing of MovieLens data sets, whose forms are known.</summary>
public sealed record TableOptions
{
    /// <summary>Which columns the user, the item, the rating and the time stand in, by the header's names
    /// (user=uid,item=asin,rating=stars,time=ts) or counted from 1 (user=1,item=2,rating=3,time=4). Without a rating the rows
    /// are events, such as purchases; count=name then gives the events of a row. Without a time the order of the file is that
    /// in time. Left out: the header names them user, item, rating and time.</summary>
    public string? Columns { get; init; }

    /// <summary>What separates columns: a character, or tab, comma, semicolon, bar or space. Left out: the one of tab, ::, ;,
    /// | and comma that gives the columns asked for.</summary>
    public string? Separator { get; init; }

    /// <summary>Whether a file whose columns are given by number begins with a header, which is passed over.</summary>
    public bool Header { get; init; }

    /// <summary>The values that ratings take, as min..max:step, such as 0.5..5:0.5. The middle becomes the reward 0, the ends
    /// -1 and 1. Left out: from the lowest value in the file to the highest.</summary>
    public string? Scale { get; init; }

    /// <summary>What a second rating of an item by the same user is: a fault, or else the first or the last of them in time
    /// counts.</summary>
    public RepeatedRatings Repeats { get; init; }

    /// <summary>Events of a user with an item from which on the item counts as liked (reward 1); fewer are no sign either way
    /// (reward 0).</summary>
    [Range(1, 1_000)]
    public int LikedFrom { get; init; } = 1;

    /// <summary>Not 0: n events of a user with an item are the reward n / countUpTo, 1 at most, in place of likedFrom.</summary>
    [Range(0, 500)]
    public int CountUpTo { get; init; }

    /// <summary>A file with the items' titles and genres, beside the ratings or as a full path. Left out: items are called by
    /// their ids.</summary>
    public string? ItemFile { get; init; }

    /// <summary>Its columns, as item=asin,title=name,genres=tags; genres are joined by |. Left out: they are named item, title
    /// and genres.</summary>
    public string? ItemColumns { get; init; }

    /// <summary>A file that describes users, beside the ratings or as a full path.</summary>
    public string? UserFile { get; init; }

    /// <summary>Its columns, as user=uid,gender=sex,age=years,occupation=job,zip=code. Left out: they are named so.</summary>
    public string? UserColumns { get; init; }
}

/// <summary>What becomes of a second rating of an item by the same user.</summary>
public enum RepeatedRatings
{
    /// <summary>It is a fault.</summary>
    Refuse,

    /// <summary>The first in time counts.</summary>
    First,

    /// <summary>The last in time counts.</summary>
    Last,
}
