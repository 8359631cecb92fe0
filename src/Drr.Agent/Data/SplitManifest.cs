using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Drr.Agent.Data;

/// <summary>What a split did, to be stored beside everything that was made from it.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Protocol">What was held out.</param>
/// <param name="TestShare">As asked for.</param>
/// <param name="ValidationShare">As asked for.</param>
/// <param name="StateLength">Rows that make a held-out user's starting state; 0 under the re-rank protocol.</param>
/// <param name="Seed">Of the random choices.</param>
/// <param name="TrainUsers">Users with training rows.</param>
/// <param name="ValidationUsers">Users with validation rows, or held out for them.</param>
/// <param name="TestUsers">Users with test rows, or held out for them.</param>
/// <param name="Train">Rows that fit and train.</param>
/// <param name="Validation">Rows that choose settings.</param>
/// <param name="Test">Rows that count in the final table.</param>
/// <param name="State">Rows that make starting states.</param>
public sealed record SplitManifest(
    string Dataset,
    SplitProtocol Protocol,
    double TestShare,
    double ValidationShare,
    int StateLength,
    ulong Seed,
    int TrainUsers,
    int ValidationUsers,
    int TestUsers,
    RowSet Train,
    RowSet Validation,
    RowSet Test,
    RowSet State)
{
    /// <summary>The fold of users that was held out; 0 for the last ones by id.</summary>
    public int Fold { get; init; }

    /// <summary>Rows that fit the simulator alone; <c>null</c> where there are none.</summary>
    public RowSet? Simulator { get; init; }
}

/// <summary>Some rows of a data set, told apart from any other rows.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Hash">SHA-256, in lower-case hexadecimal, of the rows: raw user id, raw item id (32 bits each), stars (32-bit
/// float) and time (64 bits), little-endian, in the order of raw user id and then raw item id, so that it depends on the rows
/// alone and not on their order in the files. Where raw ids are texts, all of them are hashed first, and their numbers stand in
/// the rows.</param>
public sealed record RowSet(int Rows, string Hash)
{
    private const int RowBytes = 20;

    /// <summary>The rows of <see cref="RatingDataset.Ratings"/> that <paramref name="contains"/> takes, given their
    /// position.</summary>
    internal static RowSet Of(RatingDataset dataset, Func<int, bool> contains)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        HashKeys(hash, dataset.Users.Select(user => user.Key));
        HashKeys(hash, dataset.Items.Select(item => item.Key));
        var (order, bytes, count) = (Array.Empty<long>(), Array.Empty<byte>(), 0);
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            var history = dataset.HistoryOf(user);
            var (start, rows) = (dataset.HistoryStart(user), 0);
            Array.Resize(ref order, Math.Max(order.Length, history.Length));
            for (var i = 0; i < history.Length; i++)
            {
                if (contains(start + i))
                {
                    order[rows++] = ((long)history[i].Item << 32) | (uint)i; // by item and, as histories are, by time
                }
            }

            order.AsSpan(0, rows).Sort();
            Array.Resize(ref bytes, Math.Max(bytes.Length, rows * RowBytes));
            for (var row = 0; row < rows; row++)
            {
                Write(dataset, history[(int)(order[row] & uint.MaxValue)], bytes.AsSpan(row * RowBytes));
            }

            hash.AppendData(bytes.AsSpan(0, rows * RowBytes));
            count += rows;
        }

        return new(count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void HashKeys(IncrementalHash hash, IEnumerable<string?> keys)
    {
        foreach (var key in keys.OfType<string>())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(key + '\n')); // no key holds a control character
        }
    }

    private static void Write(RatingDataset dataset, Rating row, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, dataset.Users[row.User].Id);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], dataset.Items[row.Item].Id);
        BinaryPrimitives.WriteSingleLittleEndian(bytes[8..], row.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[12..], row.Time);
    }
}
