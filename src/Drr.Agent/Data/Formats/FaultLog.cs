using System.Globalization;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>Collects the faults that a reader finds. A strict log throws at the first one; a listing log counts all and keeps the
/// first of each kind.</summary>
/// <param name="listed">Faults kept of each kind; <c>null</c> for a strict log.</param>
/// <param name="warn">Called with what is odd but no fault.</param>
internal sealed partial class FaultLog(int? listed = null, Action<DataFault>? warn = null)
{
    private readonly Dictionary<(string File, string Text), Kind> _kinds = []; // nothing is removed, so it keeps their order
    private readonly Dictionary<string, long> _byFile = [];

    public long Count { get; private set; }

    /// <summary>The faults kept, grouped by kind; a last line of each group says how many more there are.</summary>
    public IReadOnlyList<DataFault> Faults =>
    [
        .. _kinds.SelectMany(entry => entry.Value.Count == entry.Value.Listed.Count
            ? entry.Value.Listed
            : entry.Value.Listed.Append(new(entry.Key.File, 0, entry.Value.Rest))),
    ];

    public IReadOnlyDictionary<string, long> ByFile => _byFile;

    /// <summary>Reports what is odd but no fault.</summary>
    public void Warn(DataFault warning) => warn?.Invoke(warning);

    /// <exception cref="InvalidDataException">The log is strict.</exception>
    public void Add(DataFault fault)
    {
        if (listed is null)
        {
            throw new InvalidDataException(fault.ToString());
        }

        Count++;
        _byFile[fault.File] = _byFile.GetValueOrDefault(fault.File) + 1;
        var name = (fault.File, Values().Replace(fault.Text, "#"));
        if (!_kinds.TryGetValue(name, out var kind))
        {
            _kinds.Add(name, kind = new Kind());
        }

        kind.Count++;
        if (kind.Listed.Count < listed)
        {
            kind.Listed.Add(fault);
        }
    }

    // Faults of one kind differ only in quoted text and numbers.
    [GeneratedRegex(@"'.*'|[0-9]+")]
    private static partial Regex Values();

    private sealed class Kind
    {
        public List<DataFault> Listed { get; } = [];

        public long Count { get; set; }

        public string Rest => Invariant($"and {Count - Listed.Count:N0} more of this kind.");
    }
}

/// <summary>Something wrong in a data set's files.</summary>
/// <param name="File">The file's name, or the path that was given where no file is at fault.</param>
/// <param name="Line">1-based; 0 where the fault is the file's as a whole.</param>
/// <param name="Text">What was found, what is required.</param>
public sealed record DataFault(string File, int Line, string Text)
{
    /// <summary><c>file:line: text</c>, or <c>file: text</c>.</summary>
    public override string ToString() =>
        Line == 0 ? $"{File}: {Text}" : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Text}");
}
