using Drr.Agent.Data;
using Drr.Web.Feedback;

namespace Drr.Web.Serving;

/// <summary>A data set with the feedback on it, to train on.</summary>
public static class FeedbackExport
{
    /// <summary>The data set as it is with what users said since: a like is the highest rating, a dislike the lowest, of several
    /// ratings of a film the latest counts, a click is none. Users made on the page join it; their names do not.</summary>
    /// <param name="data">What the feedback is about.</param> <param name="file">The service's feedback file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or holds feedback on another data set.</exception>
    public static RatingDataset Merge(RatingDataset data, string file)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"{file} is missing: drr serve makes it.");
        }

        using var database = new FeedbackDatabase(file, data);
        var feedback = database.ReadFeedback().ToLookup(entry => entry.User);
        var people = data.Users.Select((user, dense) => new Person(user, dense, null))
            .Concat(database.ReadUsers().Select(created => new Person(created.User, -1, created.Name))).ToList();
        var ratings =
            from row in Enumerable.Range(0, people.Count)
            from entry in new UserHistory(data, people[row], [.. feedback[people[row].Id]]).Entries.Reverse()
            where entry.Rating is not null
            select new Rating(row, entry.Item, entry.Rating!.Value, entry.Time);
        var areTexts = data.Users.Count > 0 && data.Users[0].Key is not null;
        User[] users = [.. people.Select(p => areTexts ? p.User with { Key = p.User.Key ?? $"page-{p.Id}" } : p.User)];
        return new(data.Name, users, data.Items, ratings, data.Scale) { ItemNoun = data.ItemNoun };
    }
}
