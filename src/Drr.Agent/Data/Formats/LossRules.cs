namespace Drr.Agent.Data.Formats;

/// <summary>Which data sets a form can hold without loss. Each rule returns the reason why a form cannot, or
/// <c>null</c>.</summary>
internal static class LossRules
{
    /// <summary>The reason why no form can hold a data set.</summary>
    public static string? AnyForm(RatingDataset data)
    {
        if (data.Ratings.IsEmpty)
        {
            return "it has no ratings";
        }

        return data.Items.Select(FaultOf).FirstOrDefault(fault => fault is not null)
            ?? data.Users.Select(FaultOf).FirstOrDefault(fault => fault is not null)
            ?? FaultOfRatings(data);
    }

    /// <summary>The reason why no MovieLens form can hold a data set that the project's own form can hold.</summary>
    public static string? AnyMovieLens(RatingDataset data) =>
        data.ItemNoun != "film" ? "its items are not called films"
        : data.Items.Any(item => item.Key is not null) || data.Users.Any(user => user.Key is not null) ? "its ids are texts"
        : data.Scale != RatingScale.WholeStars && data.Scale != RatingScale.HalfStars
            ? $"its ratings {data.Scale} are neither whole nor half stars from 5 down"
        : null;

    /// <summary>The reason why the ML-1M form cannot hold a data set that another MovieLens form can hold.</summary>
    public static string? Ml1M(RatingDataset data)
    {
        if (data.Scale != RatingScale.WholeStars)
        {
            return "the ML-1M form has no half stars";
        }

        foreach (var item in data.Items)
        {
            var fields = $"{item.Title}::{string.Join('|', item.Genres)}";
            if (TextRules.FaultOf(fields, isUtf8: false) is { } fault)
            {
                return $"item {item.Id} '{item.Title}' {fault}, which the ML-1M form requires";
            }

            if (fields.Split("::") is not [var title, _] || title != item.Title)
            {
                return $"item {item.Id} '{item.Title}' holds the ML-1M form's separator '::'";
            }
        }

        return DescribesUsers(data)
            ? data.Users.Select(Incomplete).FirstOrDefault(gap => gap is not null)
            : HasSilentUsers(data) ? "the ML-1M form cannot name users without ratings and say nothing else of them" : null;
    }

    /// <summary>Whether any user has a gender, an age, an occupation or a zip.</summary>
    public static bool DescribesUsers(RatingDataset data) => data.Users.Any(user => user != new User(user.Id) { Key = user.Key });

    /// <summary>Whether some users have no ratings.</summary>
    public static bool HasSilentUsers(RatingDataset data) =>
        Enumerable.Range(0, data.Users.Count).Any(user => data.HistoryOf(user).IsEmpty);

    private static string? FaultOf(Item item)
    {
        if (item.Id < 0)
        {
            return $"item {item.Id} has a negative id";
        }

        var genres = string.Join('|', item.Genres);
        return FaultOf(item.Title, $"title of item {item.Id}")
            ?? (item.Genres.Count == 0 ? null : FaultOf(genres, $"genre list of item {item.Id}"))
            ?? (item.Genres.Any(genre => genre.Length == 0 || genre.Contains('|')) || genres == FormLayout.NoGenres
                ? $"a genre of item {item.Id} is empty, holds '|' or is '{FormLayout.NoGenres}'"
                : null);
    }

    private static string? FaultOf(User user)
    {
        if (user.Id < 0 || user.Age is < 0 or > TextRules.OldestAge || user.Gender is not (null or "F" or "M"))
        {
            return $"{user} has a negative id, an age outside 0 to {TextRules.OldestAge} or a gender other than F and M";
        }

        return (user.Occupation is { } occupation ? FaultOf(occupation, $"occupation of user {user.Id}") : null)
            ?? (user.Zip is { } zip ? FaultOf(zip, $"zip of user {user.Id}") : null);
    }

    private static string? FaultOf(string text, string name) => text.Length == 0
        ? $"the {name} is empty"
        : TextRules.FaultOf(text, isUtf8: true) is { } fault ? $"the {name} {fault}" : null;

    private static string? FaultOfRatings(RatingDataset data)
    {
        var latest = new int[data.Items.Count]; // the latest user, numbered from 1, to rate an item
        foreach (ref readonly var rating in data.Ratings)
        {
            var (user, item) = (data.Users[rating.User].Label, data.Items[rating.Item].Label);
            if (rating.Time is < 0 or > RowReader.LastTime)
            {
                return $"user {user} rated item {item} at {rating.Time}, outside 0 to {RowReader.LastTime}";
            }

            if (latest[rating.Item] == rating.User + 1)
            {
                return $"user {user} rated item {item} twice";
            }

            latest[rating.Item] = rating.User + 1;
        }

        return null;
    }

    private static string? Incomplete(User user)
    {
        if (user.Gender is null || user.Age is null || Occupations.CodeOf(user.Occupation) < 0)
        {
            return $"user {user.Id} lacks a gender, an age or an occupation with a code of the ML-1M form";
        }

        var zip = user.Zip ?? "";
        return zip.Contains("::", StringComparison.Ordinal) || TextRules.FaultOf(zip, isUtf8: false) is not null
            ? $"the zip of user {user.Id} cannot stand in the ML-1M form"
            : null;
    }
}
