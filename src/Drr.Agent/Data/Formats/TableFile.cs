using System.Text;
using CsvHelper;
using static System.FormattableString;

namespace Drr.Agent.Data.Formats;

/// <summary>A table that was looked at: how its rows are laid out, and where its columns are.</summary>
/// <param name="File">Path in the source.</param> <param name="Layout">Of its rows.</param>
/// <param name="Columns">Places of the columns that are read, from 0, by role.</param>
/// <param name="Header">The header's names by place; empty where there is none.</param>
/// <param name="IsParquet">Whether it is a Parquet file, whose columns are read as text.</param>
internal sealed record TableFile(
    string File, FileLayout Layout, IReadOnlyDictionary<string, int> Columns, IReadOnlyList<string> Header, bool IsParquet)
{
    private const int LongestHeader = 1 << 16; // bytes
    private const string Unit = "\u001F"; // between the columns of a Parquet file, as text
    private static readonly string[] s_separators = ["\t", "::", ";", "|", ","];

    /// <summary>Looks at a file's first line, or says why it cannot be read.</summary>
    /// <param name="source">Where it lies.</param> <param name="file">Its path there.</param>
    /// <param name="columns">What is looked for.</param> <param name="separator">As given; <c>null</c> to find it.</param>
    /// <param name="hasHeader">Whether there is a header although columns were given by number.</param>
    /// <param name="flag">The option that gives the columns, for messages; <c>null</c> where there is none.</param>
    /// <param name="faults">Where to report.</param>
    public static TableFile? Find(
        DataSource source, string file, TableColumns columns, string? separator, bool hasHeader, string? flag, FaultLog faults)
    {
        var name = NameOf(file);
        try
        {
            using var stream = source.OpenFile(file);
            return stream.IsParquet
                ? OfParquet(source, file, columns, flag, faults)
                : OfText(stream, file, columns, separator, hasHeader || !columns.AreNumbers, flag, faults);
        }
        catch (SourceException fault)
        {
            faults.Add(new(name, 0, $"cannot be read: {fault.Message.TrimEnd('.')}."));
            return null;
        }
    }

    /// <summary>Opens its rows, or says why they cannot be read.</summary>
    /// <param name="source">Where it lies.</param> <param name="faults">Where to report.</param>
    public RowReader? Open(DataSource source, FaultLog faults)
    {
        try
        {
            if (!IsParquet)
            {
                return new(source.OpenFile(File), Layout, faults, () => source.DamageOf(File));
            }

            int[] columns = [.. Columns.OrderBy(column => column.Value).Select(column => column.Value)];
            var text = new ParquetText(source.OpenUnpacked(File)!, columns);
            return new(new SourceStream(text, text.Rows * 24), Layout, faults, () => null);
        }
        catch (SourceException fault)
        {
            faults.Add(new(Layout.Name, 0, $"cannot be read: {fault.Message.TrimEnd('.')}."));
            return null;
        }
    }

    /// <summary>The place of a column among the fields of a row, or -1.</summary>
    public int Field(string role) => !Columns.TryGetValue(role, out var place) ? -1
        : IsParquet ? Columns.Values.Count(other => other < place) // only the columns asked for are read
        : place;

    private static TableFile? OfParquet(DataSource source, string file, TableColumns columns, string? flag, FaultLog faults)
    {
        using var stream = source.OpenUnpacked(file)
            ?? throw new SourceException("a Parquet file inside of an archive is not read; unpack it first");
        var names = ParquetText.ColumnsOf(stream);
        if (columns.Find(names, out var missing) is not { } places)
        {
            faults.Add(new(NameOf(file), 0, Missing(columns, missing!, names, flag, "")));
            return null;
        }

        var pattern = string.Join(',', places.OrderBy(column => column.Value).Select(column => names[column.Value]));
        var layout = new FileLayout(NameOf(file), pattern, Unit, places.Values.Distinct().Count(), IsCsv: true)
        {
            IsQuoted = false, HasHeader = false,
        };
        return new(file, layout, places, names, IsParquet: true);
    }

    private static TableFile? OfText(
        SourceStream stream, string file, TableColumns columns, string? separator, bool hasHeader, string? flag, FaultLog faults)
    {
        var name = NameOf(file);
        if (stream.IsUtf16)
        {
            faults.Add(new(name, 0, "looks like UTF-16, or is no text; the file must be UTF-8."));
            return null;
        }

        if (FirstLine(stream) is not { Length: > 0 } line)
        {
            faults.Add(new(name, 1, Invariant($"is empty, or longer than {LongestHeader:N0} bytes; the first line must be the ")
                + (hasHeader ? "header." : "first row.")));
            return null;
        }

        string? missing = null;
        IReadOnlyList<string> most = [];
        var by = "";
        foreach (var candidate in separator is null ? s_separators : [separator])
        {
            var fields = Split(line, candidate);
            if (columns.Find(fields, out var lacking) is { } places)
            {
                var pattern = hasHeader ? line : string.Join(',', Enumerable.Range(1, fields.Length));
                var layout = new FileLayout(name, pattern, candidate, fields.Length, IsCsv: true)
                {
                    IsQuoted = IsQuoted(candidate), HasHeader = hasHeader,
                };
                return new(file, layout, places, hasHeader ? fields : [], IsParquet: false);
            }

            if (fields.Length > most.Count)
            {
                (most, missing, by) = (fields, lacking, candidate);
            }
        }

        faults.Add(new(name, 1, Missing(columns, missing!, most, flag, by)));
        return null;
    }

    private static string Missing(
        TableColumns columns, string missing, IReadOnlyList<string> fields, string? flag, string separator)
    {
        const int Most = 12;
        var shown = string.Join(", ", fields.Take(Most).Select(TextRules.Shown)) + (fields.Count > Most ? ", ..." : "");
        var split = separator.Length == 0 ? ""
            : fields.Count == 1 ? " (none of tab, ::, ;, | and comma separates them; pass --separator)"
            : $" (separated by {(separator == "\t" ? "tabs" : $"'{separator}'")})";
        return columns.AreNumbers
            ? $"has no column {missing}; it has {Counted.Of(fields.Count, "column")}: {shown}{split}."
            : columns.AreStandard && flag is not null
            ? $"no column of its header is called {missing}; its columns are {shown}{split}. Say which hold what, such as "
                + (flag == "--columns" ? $"{flag} user=NAME,item=NAME,rating=NAME,time=NAME." : $"{flag} {missing}=NAME.")
            : $"no column of its header is called {missing}; its columns are {shown}{split}.";
    }

    private static string? FirstLine(SourceStream stream)
    {
        var (bytes, length) = (new byte[LongestHeader], 0);
        while (length < bytes.Length && stream.Read(bytes.AsSpan(length)) is > 0 and var read)
        {
            length += read;
            if (bytes.AsSpan(length - read, read).ContainsAny((byte)'\n', (byte)'\r'))
            {
                break;
            }
        }

        var end = bytes.AsSpan(0, length).IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 && length == bytes.Length ? null : Encoding.UTF8.GetString(bytes, 0, end < 0 ? length : end);
    }

    private static string[] Split(string line, string separator)
    {
        if (!IsQuoted(separator))
        {
            return line.Split(separator);
        }

        var options = new CsvReaderOptions { HasHeader = false, Separator = separator[0] };
        using var csv = CsvReader.Create(new StringReader(line), options);
        return csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : [];
    }

    // Titles in tab-separated files often hold quotes that mean nothing.
    private static bool IsQuoted(string separator) => separator.Length == 1 && separator != "\t" && separator != " ";

    private static string NameOf(string file) => Path.GetFileName(file);
}
