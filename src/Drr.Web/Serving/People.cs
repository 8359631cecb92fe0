using Drr.Agent.Data;
using Drr.Web.Contracts;
using Drr.Web.Feedback;

namespace Drr.Web.Serving;

/// <summary>The users of the data set and those made on the page.</summary>
internal sealed class People(Catalogue catalogue, FeedbackBook book)
{
    /// <summary>Ids of users made on the page begin after those of the data set.</summary>
    public int FirstFreeId { get; } = catalogue.Data.Users.Count == 0 ? 1 : catalogue.Data.Users[^1].Id + 1;

    /// <summary>The user with a raw id; <c>null</c> where there is none.</summary>
    public Person? Find(int id) => catalogue.Data.FindUser(id) is >= 0 and var dense
        ? new Person(catalogue.Data.Users[dense], dense, catalogue.Data.Users[dense].Key)
        : book.Users.TryGetValue(id, out var created) ? new Person(created.User, -1, created.Name) : null;

    /// <summary>Everybody by ascending id.</summary>
    public IEnumerable<Person> All =>
        catalogue.Data.Users.Select((user, dense) => new Person(user, dense, user.Key))
            .Concat(book.Users.Values.Select(created => new Person(created.User, -1, created.Name)));

    public UserHistory HistoryOf(Person person) => new(catalogue.Data, person, book.Of(person.Id));

    /// <summary>Films rated, feedback included.</summary>
    public int RatingsOf(Person person) => book.Of(person.Id).IsEmpty && person.Dense >= 0
        ? catalogue.Data.HistoryOf(person.Dense).Length // what a search asks of everybody
        : HistoryOf(person).Rated.Count;

    public UserProfile Profile(Person person)
    {
        UserHistory.Entry[] rated = [.. HistoryOf(person).Entries.Where(e => e.Rating is not null)];
        return new(
            person.Id, person.Name, person.Gender, person.AgeGroup, person.User.Occupation, rated.Length,
            rated.Count(e => e.Liked),
            rated.Length == 0 ? null : rated.Average(e => e.Rating!.Value),
            rated.Length == 0 ? null : Catalogue.Time(rated.Min(e => e.Time)),
            rated.Length == 0 ? null : Catalogue.Time(rated.Max(e => e.Time)), person.Dense < 0);
    }
}

/// <summary>A user of the data set, or one made on the page.</summary>
/// <param name="User">As a data set describes users.</param>
/// <param name="Dense">Dense id; -1 for a user made on the page.</param>
/// <param name="Name">Of a user made on the page; of one of the data set the raw id, where that is a text.</param>
internal readonly record struct Person(User User, int Dense, string? Name)
{
    public int Id => User.Id;

    public string? Gender => User.Gender switch { "F" => "female", "M" => "male", _ => null };

    public string? AgeGroup => AgeGroups.Of(User) is >= 0 and var group ? AgeGroups.Names[group] : null;

    /// <summary>Whether a word of the description begins with each of these, or the id does.</summary>
    public bool Matches(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (!$"{User.Id}".StartsWith(word, StringComparison.Ordinal)
                && !HasWord($" {Name} {Gender} {AgeGroup} {User.Occupation?.Replace('/', ' ')}", word))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWord(string text, string start) => text.Contains(' ' + start, StringComparison.OrdinalIgnoreCase);
}
