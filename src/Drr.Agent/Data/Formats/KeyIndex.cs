using System.Globalization;
using System.Text;

namespace Drr.Agent.Data.Formats;

/// <summary>Raw ids of any kind to dense ones, in the order in which they come.</summary>
internal sealed class KeyIndex
{
    /// <summary>Bytes of the longest raw id.</summary>
    public const int Longest = 1_000;

    /// <summary>Not an id that was added.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<string, int> _dense = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly byte[] _last = new byte[Longest];
    private int _lastLength = -1, _lastDense; // files often have a user's rows one after another

    public KeyIndex() => _byText = _dense.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public int Count => _dense.Count;

    /// <summary>The dense id of a raw id, which is added where it is new and <paramref name="adds"/> says so; else
    /// <see cref="Unknown"/>.</summary>
    /// <param name="key">Valid UTF-8, at most <see cref="Longest"/> bytes.</param>
    /// <param name="adds">Whether a new id is added.</param>
    public int Find(ReadOnlySpan<byte> key, bool adds)
    {
        if (key.Length == _lastLength && key.SequenceEqual(_last.AsSpan(0, _lastLength)))
        {
            return _lastDense;
        }

        Span<char> buffer = stackalloc char[Longest];
        var text = buffer[..Encoding.UTF8.GetChars(key, buffer)];
        if (!_byText.TryGetValue(text, out var dense))
        {
            if (!adds)
            {
                return Unknown;
            }

            dense = _dense.Count;
            _byText[text] = dense;
        }

        key.CopyTo(_last);
        (_lastLength, _lastDense) = (key.Length, dense);
        return dense;
    }

    /// <summary>The ids in ascending order, as numbers where all are numbers and as texts else, and where each dense id stands
    /// among them.</summary>
    public SortedKeys Sorted()
    {
        var keys = new string[_dense.Count];
        foreach (var (key, dense) in _dense)
        {
            keys[dense] = key;
        }

        var numbers = new int[keys.Length];
        var areNumbers = true;
        for (var i = 0; i < keys.Length && areNumbers; i++)
        {
            areNumbers = int.TryParse(keys[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])
                && (keys[i][0] != '0' || keys[i].Length == 1); // 007 and 7 are two texts
        }

        var order = Enumerable.Range(0, keys.Length).ToArray();
        if (areNumbers)
        {
            Array.Sort(numbers, order);
        }
        else
        {
            Array.Sort([.. keys], order, StringComparer.Ordinal);
        }

        var rank = new int[keys.Length];
        for (var place = 0; place < order.Length; place++)
        {
            rank[order[place]] = place;
        }

        return new(order, rank, areNumbers ? numbers : null, keys);
    }
}

/// <summary>Raw ids in ascending order.</summary>
/// <param name="Order">By place: the dense id.</param> <param name="Rank">By dense id: the place.</param>
/// <param name="Numbers">By place; <c>null</c> where the ids are texts.</param> <param name="Keys">By dense id.</param>
internal sealed record SortedKeys(int[] Order, int[] Rank, int[]? Numbers, string[] Keys)
{
    /// <summary>The number of the id at a place: itself, or counted from 1 where it is a text.</summary>
    public int IdAt(int place) => Numbers?[place] ?? place + 1;

    /// <summary>The id at a place where it is a text; else <c>null</c>.</summary>
    public string? KeyAt(int place) => Numbers is null ? Keys[Order[place]] : null;
}
