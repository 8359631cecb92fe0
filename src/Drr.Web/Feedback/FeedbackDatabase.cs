using Drr.Agent.Data;
using Drr.Web.Contracts;
using Microsoft.Data.Sqlite;

namespace Drr.Web.Feedback;

/// <summary>Feedback and created users in an SQLite file. What a commit has returned from is on the disk: neither a kill nor a
/// power cut takes it away.</summary>
/// <remarks>Not for several threads at once.</remarks>
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
        """;

    private readonly SqliteConnection _connection;

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="path">The file.</param> <param name="data">What the feedback is about.</param>
    /// <exception cref="InvalidDataException">It is no such file, or holds feedback on another data set.</exception>
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
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs changes in one transaction and brings it to the disk.</summary>
    public void Commit(Action changes)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            changes();
            Execute("COMMIT");
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }
    }

    public FeedbackEntry Add(FeedbackEntry entry)
    {
        using var command = Command(
            "INSERT INTO feedback (user, item, action, rating, time) VALUES (@0, @1, @2, @3, @4) RETURNING id",
            entry.User, entry.Item, entry.Action.ToString(), entry.Rating, entry.Time);
        return entry with { Id = (long)command.ExecuteScalar()! };
    }

    public void Remove(long id) => Execute("DELETE FROM feedback WHERE id = @0", id);

    public void Add(CreatedUser created) => Execute(
        "INSERT INTO users (id, name, gender, age, occupation) VALUES (@0, @1, @2, @3, @4)",
        created.User.Id, created.Name, created.User.Gender, created.User.Age, created.User.Occupation);

    /// <summary>All that counts, in the order in which it was taken.</summary>
    public IReadOnlyList<FeedbackEntry> ReadFeedback() => Read(
        "SELECT id, user, item, action, rating, time FROM feedback ORDER BY id",
        row => new FeedbackEntry(
            row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), Enum.Parse<FeedbackAction>(row.GetString(3)),
            row.IsDBNull(4) ? null : row.GetFloat(4), row.GetInt64(5)));

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

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> map)
    {
        using var command = Command(sql);
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
}
