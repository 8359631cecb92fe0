using System.Runtime.InteropServices;
using Drr.Agent.Data;
using Drr.Web.Contracts;
using Microsoft.Data.Sqlite;

namespace Drr.Web.Feedback;

/// <summary>Feedback and created users in an SQLite file. What a commit has returned from is on the disk: neither a kill nor a
/// power cut takes it away.</summary>
/// <remarks>Only one thread may use it at a time.</remarks>
internal sealed class FeedbackDatabase : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS dataset (name TEXT NOT NULL, users INTEGER NOT NULL, items INTEGER NOT NULL,
            ratings INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, gender TEXT, age INTEGER, occupation TEXT);
        CREATE TABLE IF NOT EXISTS feedback (id INTEGER PRIMARY KEY AUTOINCREMENT, user INTEGER NOT NULL, item INTEGER NOT NULL,
            action TEXT NOT NULL, rating REAL, time INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS keys (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, id INTEGER NOT NULL,
            user INTEGER NOT NULL, item INTEGER NOT NULL, action TEXT NOT NULL, rating REAL, time INTEGER NOT NULL,
            UNIQUE (user, key));
        """;

    private const int RememberedKeys = 100_000;
    private const int IsDamaged = 11, IsFull = 13, IsNoDatabase = 26; // SQLite's result codes

    private readonly SqliteConnection _connection;

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="path">The file.</param> <param name="data">What the feedback is about.</param>
    /// <exception cref="InvalidDataException">It is no such file, or holds feedback on another data set.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public FeedbackDatabase(string path, RatingDataset data)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Execute(Schema);
            RequireFor(path, data);
        }
        catch (SqliteException fault)
        {
            _connection.Dispose();
            throw fault.SqliteErrorCode is IsDamaged or IsNoDatabase
                ? new InvalidDataException($"{path}: is no feedback file, or is damaged; choose another file.", fault)
                : new IOException(
                    $"{path}: cannot be read or written, its disk may be full or read-only; choose another file.", fault);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs changes in one transaction and brings it to the disk.</summary>
    /// <exception cref="FeedbackFileException">The disk does not take it, or the file is no longer where it was opened; nothing
    /// was changed.</exception>
    public void Commit(Action changes)
    {
        try
        {
            RequireInPlace();
            using (var transaction = _connection.BeginTransaction())
            {
                changes();
                transaction.Commit();
            }

            RequireInPlace(); // not deleted meanwhile
        }
        catch (SqliteException fault)
        {
            throw fault.SqliteErrorCode == IsFull
                ? new FeedbackFileException(
                    "The disk is full: nothing was taken. Make room on the disk of the feedback file.", true, fault)
                : new FeedbackFileException(
                    "The feedback file cannot be written: nothing was taken. Its disk may be read-only or failing.",
                    false, fault);
        }
    }

    /// <summary>Writes as much as feedback does, and takes it back: whether the disk takes any again.</summary>
    public void TryOut()
    {
        var entry = Add(new(0, User: 0, Item: 0, FeedbackAction.Click, Rating: null, Time: 0), "tried out");
        Execute("DELETE FROM keys WHERE id = @0", entry.Id);
        Remove(entry.Id);
    }

    /// <param name="entry">Without its id.</param> <param name="key">Remembered with it, where there is one.</param>
    public FeedbackEntry Add(FeedbackEntry entry, string? key)
    {
        using var command = Command(
            "INSERT INTO feedback (user, item, action, rating, time) VALUES (@0, @1, @2, @3, @4) RETURNING id",
            entry.User, entry.Item, entry.Action.ToString(), entry.Rating, entry.Time);
        entry = entry with { Id = (long)command.ExecuteScalar()! };
        if (key is not null)
        {
            Execute(
                "INSERT INTO keys (key, id, user, item, action, rating, time) VALUES (@0, @1, @2, @3, @4, @5, @6)",
                key, entry.Id, entry.User, entry.Item, entry.Action.ToString(), entry.Rating, entry.Time);
            Execute("DELETE FROM keys WHERE number <= (SELECT MAX(number) FROM keys) - @0", RememberedKeys);
        }

        return entry;
    }

    /// <summary>The feedback that a user gave with a key, undone since or not; <c>null</c> where there is none.</summary>
    public FeedbackEntry? Find(int user, string key) => Read(
        "SELECT id, user, item, action, rating, time FROM keys WHERE user = @0 AND key = @1", Entry, user, key).SingleOrDefault();

    public void Remove(long id) => Execute("DELETE FROM feedback WHERE id = @0", id);

    public void Add(CreatedUser created) => Execute(
        "INSERT INTO users (id, name, gender, age, occupation) VALUES (@0, @1, @2, @3, @4)",
        created.User.Id, created.Name, created.User.Gender, created.User.Age, created.User.Occupation);

    /// <summary>All that counts, in the order in which it was taken.</summary>
    public IReadOnlyList<FeedbackEntry> ReadFeedback() => Read(
        "SELECT id, user, item, action, rating, time FROM feedback ORDER BY id", Entry);

    public IReadOnlyList<CreatedUser> ReadUsers() => Read(
        "SELECT id, name, gender, age, occupation FROM users ORDER BY id",
        row => new CreatedUser(
            new User(row.GetInt32(0), Text(row, 2), row.IsDBNull(3) ? null : row.GetInt32(3), Text(row, 4)), row.GetString(1)));

    public void Dispose() => _connection.Dispose();

    private void RequireFor(string path, RatingDataset data)
    {
        var (users, items, ratings) = (data.Users.Count, data.Items.Count, data.Ratings.Length);
        var known = Read("SELECT name, users, items, ratings FROM dataset", row =>
            (Name: row.GetString(0), Sizes: (row.GetInt32(1), row.GetInt32(2), row.GetInt32(3))));
        if (known.Count == 0)
        {
            Execute("INSERT INTO dataset VALUES (@0, @1, @2, @3)", data.Name, users, items, ratings);
        }
        else if (known[0].Sizes != (users, items, ratings))
        {
            throw new InvalidDataException(
                $"{path}: holds feedback on {known[0].Name} {known[0].Sizes}, not on {data.Name} {(users, items, ratings)} "
                + "(users, films, ratings); choose another file.");
        }
    }

    /// <summary>What is written to a file without a name, or to one that nobody will open again, is lost.</summary>
    private void RequireInPlace()
    {
        var moved = 0;
        if (NativeMethods.FileControl(_connection.Handle!, "main", NativeMethods.HasMoved, ref moved) == 0 && moved != 0
            || !File.Exists(_connection.DataSource + "-wal"))
        {
            throw new FeedbackFileException(
                "The feedback file was deleted, moved or replaced while in use: nothing is taken. "
                + "Put it back, or start the service anew.");
        }
    }

    private static FeedbackEntry Entry(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), Enum.Parse<FeedbackAction>(row.GetString(3)),
        row.IsDBNull(4) ? null : row.GetFloat(4), row.GetInt64(5));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    private void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of this class; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"@{i}", values[i] ?? DBNull.Value);
        }

        return command;
    }

    private static class NativeMethods
    {
        internal const int HasMoved = 20; // SQLITE_FCNTL_HAS_MOVED: whether the path names another file than the one that is open

        [DllImport(
            "e_sqlite3", EntryPoint = "sqlite3_file_control", CharSet = CharSet.Ansi, BestFitMapping = false,
            ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
        internal static extern int FileControl(SafeHandle database, string schema, int operation, ref int result);
    }
}

/// <summary>The feedback file takes nothing now. What was acknowledged before is safe.</summary>
/// <param name="message">Why, in words for clients: without the path.</param>
/// <param name="isFull">Whether its disk is full.</param> <param name="cause">What the database said.</param>
internal sealed class FeedbackFileException(string message, bool isFull = false, Exception? cause = null)
    : Exception(message, cause)
{
    public bool IsFull => isFull;
}

/// <summary>Feedback as it is kept.</summary>
/// <param name="Id">Ascending in the order in which it was taken.</param>
/// <param name="User">Raw id.</param> <param name="Item">Raw id.</param> <param name="Action">What the user did.</param>
/// <param name="Rating">The stars that it stands for; <c>null</c> for a click.</param>
/// <param name="Time">Seconds since 1970.</param>
internal sealed record FeedbackEntry(long Id, int User, int Item, FeedbackAction Action, float? Rating, long Time);

/// <summary>A user made on the page.</summary>
/// <param name="User">As a data set describes users.</param> <param name="Name">As it was typed.</param>
internal sealed record CreatedUser(User User, string Name);
