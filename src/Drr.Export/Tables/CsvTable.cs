using System.Globalization;
using CsvHelper;

namespace Drr.Export.Tables;

/// <summary>Tables as comma-separated values (RFC 4180) in UTF-8: a header line, lines that end in LF, numbers in the shortest
/// form that reads back to the same bits.</summary>
public static class CsvTable
{
    /// <summary>Writes groups of rows under one another, as they come.</summary>
    /// <param name="output">Left open.</param> <param name="groups">Columns of the same names and types in each.</param>
    public static void Write(TextWriter output, IEnumerable<IReadOnlyList<Column>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        var headed = false;
        foreach (var columns in groups)
        {
            if (!headed)
            {
                csv.WriteRecord([.. columns.Select(column => column.Name)]);
                headed = true;
            }

            for (var row = 0; row < columns[0].Values.Length; row++)
            {
                foreach (var column in columns)
                {
                    WriteField(csv, column.Values, row);
                }

                csv.EndRecord();
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="input">Left open.</param> <param name="like">Columns of the names and types that are expected.</param>
    /// <exception cref="InvalidDataException">The header is another, or a field is no value of its column's type.</exception>
    public static IReadOnlyList<Column> Read(TextReader input, IReadOnlyList<Column> like)
    {
        ArgumentNullException.ThrowIfNull(like);
        using var csv = CsvReader.Create(input, new CsvReaderOptions { HasHeader = false }, leaveOpen: true);
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, like.Count).Select(csv.GetString)]);
        }

        if (rows.Count == 0 || !rows[0].SequenceEqual(like.Select(column => column.Name)))
        {
            throw new InvalidDataException($"Expected the header {string.Join(',', like.Select(column => column.Name))}.");
        }

        try
        {
            return [.. like.Select((column, place) => column with { Values = Parse(rows[1..], place, column.Values) })];
        }
        catch (FormatException fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static void WriteField(CsvWriter csv, Array values, int row)
    {
        switch (values)
        {
            case int[] numbers: csv.WriteField(numbers[row]); break;
            case float[] numbers: csv.WriteField(numbers[row], "R", CultureInfo.InvariantCulture); break;
            case string[] texts: csv.WriteField(texts[row]); break;
            default: throw new ArgumentException($"There is no column of {values.GetType().GetElementType()!.Name}.");
        }
    }

    private static Array Parse(List<string[]> rows, int place, Array like) => like switch
    {
        int[] => rows.ConvertAll(row => int.Parse(row[place], CultureInfo.InvariantCulture)).ToArray(),
        float[] => rows.ConvertAll(row => float.Parse(row[place], CultureInfo.InvariantCulture)).ToArray(),
        _ => rows.ConvertAll(row => row[place]).ToArray(),
    };
}

/// <summary>A column of a table, or of a group of its rows.</summary>
/// <param name="Name">The same in every group.</param>
/// <param name="Values">int[], float[] or string[], one element a row.</param>
public sealed record Column(string Name, Array Values);
