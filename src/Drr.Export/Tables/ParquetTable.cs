using Parquet;
using Parquet.Schema;

namespace Drr.Export.Tables;

/// <summary>Tables as Parquet files.</summary>
public static class ParquetTable
{
    /// <summary>Writes each group of rows as a row group, as they come.</summary>
    /// <param name="output">Left open.</param>
    /// <param name="groups">One or more; columns of the same names and types in each.</param>
    public static async Task WriteAsync(Stream output, IEnumerable<IReadOnlyList<Column>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ParquetWriter? writer = null;
        var fields = Array.Empty<DataField>();
        try
        {
            foreach (var columns in groups)
            {
                if (writer is null)
                {
                    fields = [.. columns.Select(FieldOf)];
                    writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), output).ConfigureAwait(false);
                }

                using var group = writer.CreateRowGroup();
                foreach (var (field, column) in fields.Zip(columns))
                {
                    await WriteAsync(group, field, column.Values).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (writer is not null)
            {
                await writer.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads a file whose columns are numbers and text, all groups under one another.</summary>
    /// <exception cref="InvalidDataException">It has a column of another type.</exception>
    public static async Task<IReadOnlyList<Column>> ReadAsync(Stream input)
    {
        await using var reader = await ParquetReader.CreateAsync(input, leaveStreamOpen: true).ConfigureAwait(false);
        var columns = new List<Column>();
        foreach (var field in reader.Schema.GetDataFields())
        {
            var parts = new List<Array>();
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                parts.Add(await ReadAsync(group, field).ConfigureAwait(false));
            }

            columns.Add(new Column(field.Name, Joined(parts)));
        }

        return columns;
    }

    private static DataField FieldOf(Column column) => column.Values switch
    {
        int[] => new DataField<int>(column.Name),
        float[] => new DataField<float>(column.Name),
        string[] => new DataField<string>(column.Name),
        var other => throw new ArgumentException($"There is no column of {other.GetType().GetElementType()!.Name}."),
    };

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, Array values) => values switch
    {
        int[] numbers => group.WriteAsync<int>(field, numbers),
        float[] numbers => group.WriteAsync<float>(field, numbers),
        _ => group.WriteAsync(field, (string[])values),
    };

    private static async Task<Array> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        var rows = (int)group.RowCount;
        if (field.ClrType == typeof(int))
        {
            var values = new int[rows];
            await group.ReadAsync<int>(field, values).ConfigureAwait(false);
            return values;
        }

        if (field.ClrType == typeof(float))
        {
            var values = new float[rows];
            await group.ReadAsync<float>(field, values).ConfigureAwait(false);
            return values;
        }

        if (field.ClrType == typeof(ReadOnlyMemory<char>)) // the library's text
        {
            var values = new string[rows];
            await group.ReadAsync(field, values).ConfigureAwait(false);
            return values;
        }

        throw new InvalidDataException($"Column {field.Name} holds {field.ClrType.Name}, which no export has.");
    }

    private static Array Joined(List<Array> parts)
    {
        var joined = Array.CreateInstance(parts[0].GetType().GetElementType()!, parts.Sum(part => part.Length));
        var start = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined, start);
            start += part.Length;
        }

        return joined;
    }
}
