using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Drr.Agent.Data;
using Microsoft.Win32.SafeHandles;

namespace Drr.Web.Feedback;

/// <summary>All feedback and created users, in memory for reading; a change is first on the disk, then in memory, then
/// acknowledged.</summary>
/// <remarks>One thread writes. Changes that came while it brought others to the disk go there together, so that many clients
/// share the wait for the disk.</remarks>
internal sealed class FeedbackBook : IAsyncDisposable
{
    private readonly FeedbackDatabase _database;
    private readonly Channel<Change> _changes = Channel.CreateBounded<Change>(1_024);
    private readonly ConcurrentDictionary<int, ImmutableList<FeedbackEntry>> _ofUser = new();
    private readonly SafeFileHandle _inUse; // two books on one file would not know of each other's changes
    private readonly Task _writer;
    private ImmutableSortedDictionary<int, CreatedUser> _users;
    private int _count, _lastCreated;
    private bool _failing; // of the writer alone

    private FeedbackBook(FeedbackDatabase database, SafeFileHandle inUse)
    {
        (_database, _inUse) = (database, inUse);
        _users = database.ReadUsers().ToImmutableSortedDictionary(u => u.User.Id, u => u);
        foreach (var user in database.ReadFeedback().GroupBy(entry => entry.User))
        {
            _ofUser[user.Key] = [.. user];
            _count += _ofUser[user.Key].Count;
        }

        _writer = Task.Factory.StartNew(
            Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Opens a file, or makes it, with all that is in it.</summary>
    /// <exception cref="InvalidDataException">It is in use by another service, is no such file, or
    /// is about other data.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static FeedbackBook Open(string path, RatingDataset data)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var inUse = Lock(path);
        try
        {
            return new(new FeedbackDatabase(path, data), inUse);
        }
        catch
        {
            inUse.Dispose();
            throw;
        }
    }

    /// <summary>Feedback that counts.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Users made on the page, by raw id.</summary>
    public ImmutableSortedDictionary<int, CreatedUser> Users => Volatile.Read(ref _users);

    /// <summary>A user's feedback in the order in which it was taken.</summary>
    public ImmutableList<FeedbackEntry> Of(int user) => _ofUser.GetValueOrDefault(user, []);

    /// <summary>Takes feedback; done once it is durable.</summary>
    /// <param name="entry">Without its id.</param>
    /// <param name="key">What the client knows it by: feedback that came with it before is returned, and none is added.</param>
    /// <returns>With its id, and whether it is new.</returns>
    /// <exception cref="FeedbackFileException">The file takes nothing now.</exception>
    public async Task<(FeedbackEntry Entry, bool IsNew)> Add(FeedbackEntry entry, string? key = null)
    {
        FeedbackEntry? before = null;
        await Enqueue(
            () =>
            {
                before = key is null ? null : _database.Find(entry.User, key);
                entry = before ?? _database.Add(entry, key);
            },
            () =>
            {
                if (before is null)
                {
                    _ofUser[entry.User] = Of(entry.User).Add(entry);
                    _count++;
                }
            });
        return (entry, before is null);
    }

    /// <summary>Looks whether feedback can be taken; after a fault it tries to write.</summary>
    /// <exception cref="FeedbackFileException">Why not.</exception>
    public Task Check() => Enqueue(
        () =>
        {
            if (_failing)
            {
                _database.TryOut();
            }
        },
        () => { });

    /// <summary>Undoes feedback; done once that is durable.</summary>
    /// <returns>Whether there was such feedback.</returns>
    public async Task<bool> Remove(int user, long id)
    {
        FeedbackEntry? found = null;
        await Enqueue(
            () =>
            {
                found = Of(user).Find(entry => entry.Id == id);
                if (found is not null)
                {
                    _database.Remove(id);
                }
            },
            () =>
            {
                var left = Of(user);
                _ofUser[user] = found is null ? left : left.Remove(found);
                _count -= found is null ? 0 : left.Count - _ofUser[user].Count;
            });
        return found is not null;
    }

    /// <summary>Makes a user; done once that is durable.</summary>
    /// <param name="firstId">The id of the first user to be made.</param> <param name="create">Given the id.</param>
    public async Task<CreatedUser> Create(int firstId, Func<int, CreatedUser> create)
    {
        CreatedUser? created = null;
        var next = 0; // users of this batch are not in memory yet
        await Enqueue(
            () =>
            {
                next = Math.Max(firstId, Math.Max(_lastCreated, _users.IsEmpty ? 0 : _users.Keys.Last()) + 1);
                _database.Add(created = create(next));
                _lastCreated = next;
            },
            () => Volatile.Write(ref _users, _users.Add(next, created!)));
        return created!;
    }

    /// <summary>Writes what was taken, and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        await _writer;
        _database.Dispose();
        _inUse.Dispose();
    }

    /// <summary>The system locks the file itself, whatever name it was opened by; on Windows, where nobody else could open it
    /// then, a file beside it.</summary>
    private static SafeFileHandle Lock(string path)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? File.OpenHandle(
                    (File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) + ".lock", FileMode.OpenOrCreate,
                    FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose)
                : File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault.HResult is 11 or 35 or unchecked((int)0x80070020)) // EWOULDBLOCK, sharing violation
        {
            throw new InvalidDataException($"{path}: in use by another service; choose another file.", fault);
        }
        catch (IOException fault) when (fault is not DirectoryNotFoundException)
        {
            throw new IOException($"{path}: cannot be written, its disk may be full or read-only; choose another file.", fault);
        }
    }

    private async Task Enqueue(Action write, Action remember)
    {
        var change = new Change(write, remember, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _changes.Writer.WriteAsync(change);
        await change.Done.Task;
    }

    private void Write()
    {
        var batch = new List<Change>();
        while (_changes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < 256 && _changes.Reader.TryRead(out var change))
            {
                batch.Add(change);
            }

            try
            {
                _database.Commit(() => batch.ForEach(change => change.Write()));
                batch.ForEach(change => change.Remember());
                batch.ForEach(change => change.Done.SetResult());
                _failing = false;
            }
            catch (Exception fault) // such as a full disk: nothing of the batch is kept, and everybody is told
            {
                _failing = true;
                batch.ForEach(change => change.Done.TrySetException(fault));
            }
        }
    }

    private sealed record Change(Action Write, Action Remember, TaskCompletionSource Done);
}
