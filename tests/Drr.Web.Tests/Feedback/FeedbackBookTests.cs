using Drr.Agent.Data;
using Drr.TestKit;
using Drr.Web.Contracts;
using Drr.Web.Feedback;

namespace Drr.Web.Tests.Feedback;

public sealed class FeedbackBookTests : IDisposable
{
    private readonly RatingDataset _data = SyntheticDataset.Generate(new() { Users = 20, Items = 30, Ratings = 200 });
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_is_acknowledged_is_in_the_file_while_the_book_is_still_open()
    {
        await using var book = Open();
        var entries = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => book.Add(Entry(user: 1 + (i % 5), item: 1 + (i % 30)))));
        Assert.Equal(500, entries.DistinctBy(e => e.Id).Count());
        Assert.Equal(500, book.Count);
        using var reader = new FeedbackDatabase(_folder["feedback.db"], _data);
        Assert.Equal(entries.OrderBy(e => e.Id), reader.ReadFeedback());
        Assert.True(await book.Remove(entries[7].User, entries[7].Id));
        Assert.False(await book.Remove(entries[7].User, entries[7].Id));
        Assert.Equal(499, reader.ReadFeedback().Count);
        Assert.Equal(499, book.Count);
    }

    [Fact]
    public async Task A_book_opened_again_knows_all()
    {
        await using (var book = Open())
        {
            await book.Add(Entry(1, 2));
            await book.Create(21, id => new(new User(id, "F", 25, "writer"), "Zoë"));
        }

        await using var again = Open();
        Assert.Equal(2, again.Of(1).Single().Item);
        Assert.Equal(("Zoë", new User(21, "F", 25, "writer")), (again.Users[21].Name, again.Users[21].User));
        Assert.Equal(22, (await again.Create(21, id => new(new User(id), "x"))).User.Id);
    }

    [Fact]
    public async Task Feedback_on_another_data_set_is_refused()
    {
        await Open().DisposeAsync();
        var other = SyntheticDataset.Generate(new() { Users = 21, Items = 30, Ratings = 200 });
        var fault = Assert.Throws<InvalidDataException>(() => new FeedbackDatabase(_folder["feedback.db"], other));
        Assert.Contains("choose another file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_use_is_refused()
    {
        await using var book = Open();
        Assert.Contains("another service", Assert.Throws<InvalidDataException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_its_name()
    {
        var path = _folder.Write("feedback.db", new string('x', 5_000));
        Assert.Contains(path,
            Assert.Throws<InvalidDataException>(() => new FeedbackDatabase(path, _data)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private FeedbackBook Open() => FeedbackBook.Open(_folder["feedback.db"], _data);

    private static FeedbackEntry Entry(int user, int item) => new(0, user, item, FeedbackAction.Like, 5, 1_000);
}
