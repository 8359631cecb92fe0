using System.Diagnostics;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
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
        var entries = await Task.WhenAll(Enumerable.Range(0, 500)
            .Select(async i => (await book.Add(Entry(user: 1 + (i % 5), item: 1 + (i % 30)))).Entry));
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

    [Fact(Skip = "Windows locks by name", SkipUnless = nameof(LocksFiles))]
    public async Task A_file_in_use_is_refused_by_any_of_its_names()
    {
        await using var book = Open();
        File.CreateSymbolicLink(_folder["link.db"], _folder["feedback.db"]);
        using (var link = Process.Start("ln", [_folder["feedback.db"], _folder["hard.db"]]))
        {
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        foreach (var name in (string[])["link.db", "hard.db"])
        {
            var fault = Assert.Throws<InvalidDataException>(() => FeedbackBook.Open(_folder[name], _data));
            Assert.Contains("another service", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory(Skip = "Windows lets nobody take away an open file", SkipUnless = nameof(LocksFiles))]
    [InlineData("feedback.db", false)]
    [InlineData("feedback.db", true)]
    [InlineData("feedback.db-wal", false)]
    public async Task A_file_that_was_taken_away_takes_nothing_until_it_is_back(string file, bool replaced)
    {
        await using var book = Open();
        await book.Add(Entry(1, 2));
        File.Move(_folder[file], _folder["away"]);
        if (replaced)
        {
            _folder.Write(file, "");
        }

        Assert.False((await Assert.ThrowsAsync<FeedbackFileException>(() => book.Add(Entry(1, 3)))).IsFull);
        await Assert.ThrowsAsync<FeedbackFileException>(book.Check);
        Assert.Equal(1, book.Count);
        File.Move(_folder["away"], _folder[file], overwrite: true);
        await book.Check();
        Assert.True((await book.Add(Entry(1, 3))).IsNew);
        using var reader = new FeedbackDatabase(_folder["feedback.db"], _data);
        Assert.Equal([2, 3], reader.ReadFeedback().Select(e => e.Item));
    }

    [Fact(Skip = "wants to mount a small disk", SkipUnless = nameof(MayMount))]
    public async Task A_full_disk_takes_nothing_and_loses_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(_folder["disk"]);
        await Run("mount", "-t", "tmpfs", "-o", "size=512k", "none", _folder["disk"]);
        try
        {
            var taken = 0;
            await using (var book = FeedbackBook.Open(_folder["disk/feedback.db"], _data))
            {
                await book.Add(Entry(1, 2));
                await using (var rest = new FileStream(
                    _folder["disk/rest"], FileMode.Create, FileAccess.Write, FileShare.None, 0))
                {
                    Assert.ThrowsAny<IOException>(() =>
                    {
                        for (var i = 0; i < 600; i++)
                        {
                            rest.Write(new byte[1 << 10]);
                        }
                    });
                }

                FeedbackFileException? refused = null;
                for (taken = 1; refused is null; taken += refused is null ? 1 : 0)
                {
                    refused = await Record.ExceptionAsync(() => book.Add(Entry(1, 3))) as FeedbackFileException;
                }

                Assert.True(refused.IsFull, refused.Message);
                await Assert.ThrowsAsync<FeedbackFileException>(book.Check);
                Assert.Equal(taken, book.Count);
                File.Delete(_folder["disk/rest"]);
                await book.Check();
                await book.Add(Entry(1, 4));
            }

            await using var again = FeedbackBook.Open(_folder["disk/feedback.db"], _data);
            Assert.Equal(taken + 1, again.Count);
        }
        finally
        {
            await Run("umount", _folder["disk"]);
        }

        async Task Run(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            await process.WaitForExitAsync(stop);
            Assert.Equal(0, process.ExitCode);
        }
    }

    [Fact]
    public async Task What_comes_twice_with_one_key_is_one_also_after_a_restart()
    {
        long first;
        await using (var book = Open())
        {
            var both = await Task.WhenAll(book.Add(Entry(1, 2), "a"), book.Add(Entry(1, 2), "a"));
            Assert.Equal([true, false], both.Select(b => b.IsNew));
            first = both[0].Entry.Id;
            Assert.True((await book.Add(Entry(2, 2), "a")).IsNew); // of another user
            Assert.True((await book.Add(Entry(1, 2), "b")).IsNew);
        }

        await using var again = Open();
        Assert.Equal((again.Of(1)[0], false), await again.Add(Entry(1, 2), "a"));
        Assert.Equal((3, first), (again.Count, again.Of(1)[0].Id));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_its_name()
    {
        var path = _folder.Write("feedback.db", new string('x', 5_000));
        Assert.Contains(path,
            Assert.Throws<InvalidDataException>(() => new FeedbackDatabase(path, _data)).Message, StringComparison.Ordinal);
    }

    public static bool LocksFiles => !OperatingSystem.IsWindows();

    public static bool MayMount => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public void Dispose() => _folder.Dispose();

    private FeedbackBook Open() => FeedbackBook.Open(_folder["feedback.db"], _data);

    private static FeedbackEntry Entry(int user, int item) => new(0, user, item, FeedbackAction.Like, 5, 1_000);
}
