using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Web.Contracts;
using Drr.Web.Feedback;

namespace Drr.Web.Serving;

/// <summary>What a user has done: the ratings of the data set, then feedback. Of several ratings of a film the latest counts, and
/// an undone one lets the one before it count again.</summary>
internal sealed class UserHistory
{
    private readonly List<Entry> _entries = []; // the latest first
    private readonly HashSet<int> _rated = [];
    private readonly RatingScale _scale;

    public UserHistory(RatingDataset data, Person person, IReadOnlyList<FeedbackEntry> feedback)
    {
        _scale = data.Scale;
        for (var i = feedback.Count - 1; i >= 0; i--)
        {
            var entry = feedback[i];
            var item = data.FindItem(entry.Item);
            if (item >= 0 && (entry.Rating is null || _rated.Add(item)))
            {
                _entries.Add(new(item, entry.Rating, Liked(entry.Rating, data), entry.Time, entry));
            }
        }

        var ratings = person.Dense < 0 ? [] : data.HistoryOf(person.Dense);
        for (var i = ratings.Length - 1; i >= 0; i--)
        {
            var (_, item, value, time) = ratings[i];
            if (_rated.Add(item))
            {
                _entries.Add(new(item, value, Liked(value, data), time, null) { Row = i });
            }
        }
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>Films rated, as dense ids: they are not recommended.</summary>
    public IReadOnlyCollection<int> Rated => _rated;

    /// <summary>Whether there is a film that they liked.</summary>
    public bool LikedAny => _entries.Any(entry => entry.Liked);

    /// <summary>Ratings of the data set in time order, as rewards in [-1, 1].</summary>
    public (int Item, float Reward)[] RatedBefore => Rewards(entry => entry.Feedback is null);

    /// <summary>What feedback said of films, in time order, as rewards in [-1, 1].</summary>
    public (int Item, float Reward)[] Answers => Rewards(entry => entry.Feedback is not null);

    private (int Item, float Reward)[] Rewards(Func<Entry, bool> which) =>
    [
        .. from entry in Enumerable.Reverse(_entries)
           where entry.Rating is not null && which(entry)
           select (entry.Item, Reward.Of(entry.Rating!.Value, _scale)),
    ];

    private static bool Liked(float? rating, RatingDataset data) => rating is { } stars && Reward.Of(stars, data.Scale) > 0;

    /// <summary>One film.</summary>
    /// <param name="Item">Dense id.</param> <param name="Rating">Stars.</param> <param name="Liked">Whether its
    /// reward is above 0.</param>
    /// <param name="Time">Seconds since 1970.</param> <param name="Feedback">Where it comes from feedback.</param>
    internal readonly record struct Entry(int Item, float? Rating, bool Liked, long Time, FeedbackEntry? Feedback)
    {
        /// <summary>Place in the data set's history, where it comes from there.</summary>
        public int Row { get; init; }

        /// <summary>Where the next page goes on: the entry's own place, which later feedback does not move.</summary>
        public string Cursor => Feedback is { } entry ? $"f{entry.Id}" : $"r{Row}";

        /// <summary>Whether the entry comes after (is older than) the one with this cursor.</summary>
        public bool IsAfter(char kind, long place) => kind == 'f'
            ? Feedback is null || Feedback.Id < place
            : Feedback is null && Row < place;

        public HistoryItem ToItem(Catalogue catalogue) =>
            new(catalogue.Films[Item], Rating, Liked, Catalogue.Time(Time), Feedback?.Action, Feedback?.Id);
    }
}
