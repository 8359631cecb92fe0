using Drr.Web.Contracts;
using Drr.Web.Feedback;

namespace Drr.Web.Serving;

/// <summary>Everybody who can be recommended to.</summary>
internal sealed class People(Catalogue catalogue, FeedbackBook book)
{
    /// <summary>Ids of users made on the page begin after those of the data set.</summary>
    public int FirstFreeId { get; } = catalogue.Data.Users.Count == 0 ? 1 : catalogue.Data.Users[^1].Id + 1;

    /// <summary>The user with a raw id; <c>null</c> where there is none.</summary>
    public Person? Find(int id) => catalogue.Data.FindUser(id) is >= 0 and var dense
        ? new Person(catalogue.Data.Users[dense], dense, null)
        : book.Users.TryGetValue(id, out var created) ? new Person(created.User, -1, created.Name) : null;

    /// <summary>Everybody by ascending id.</summary>
    public IEnumerable<Person> All =>
        catalogue.Data.Users.Select((user, dense) => new Person(user, dense, null))
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
            person.Id, person.Name, person.Gender, person.AgeGroup, person.User.Occupation, rated.Length, rated.Count(e => e.Liked),
            rated.Length == 0 ? null : rated.Average(e => e.Rating!.Value),
            rated.Length == 0 ? null : Catalogue.Time(rated.Min(e => e.Time)),
            rated.Length == 0 ? null : Catalogue.Time(rated.Max(e => e.Time)), person.Dense < 0);
    }
}
