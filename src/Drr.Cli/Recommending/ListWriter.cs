using System.Text;
using System.Text.Json;
using Drr.Agent.Recommending;
using Drr.Agent.Runs;
using Drr.Export.Tables;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Cli.Recommending;

/// <summary>Writes users' lists as they come, so that no more than a few thousand are held.</summary>
internal static class ListWriter
{
    /// <summary>Writes a file, whole or not at all.</summary>
    internal static void WriteFile(
        string path, ListFormat format, IEnumerable<RecommendationList> lists, CancellationToken cancellation)
    {
        WrittenBeside.Write(path, Write, cancellation);

        void Write(Stream file)
        {
            if (format == ListFormat.Parquet)
            {
                ParquetTable.WriteAsync(file, RecommendationTable.Groups(lists)).GetAwaiter().GetResult();
                return;
            }

            using var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            ListWriter.Write(text, format, lists);
        }
    }

    /// <summary>Writes text; not Parquet, which is none.</summary>
    internal static void Write(TextWriter output, ListFormat format, IEnumerable<RecommendationList> lists)
    {
        switch (format)
        {
            case ListFormat.Json: WriteJson(output, lists); break;
            case ListFormat.Csv: CsvTable.Write(output, RecommendationTable.Groups(lists)); break;
            default: WriteTable(output, lists); break;
        }
    }

    private static void WriteJson(TextWriter output, IEnumerable<RecommendationList> lists)
    {
        var before = "";
        output.Write("{\"lists\":[");
        foreach (var list in lists)
        {
            output.Write($"{before}\n{JsonSerializer.Serialize(list, RunJson.Line)}");
            before = ",";
        }

        output.Write("\n]}\n");
    }

    private static void WriteTable(TextWriter output, IEnumerable<RecommendationList> lists)
    {
        output.WriteLine($"{"user",8}  {"#",3}  {"id",8}  title");
        foreach (var list in lists)
        {
            foreach (var item in list.Items)
            {
                output.WriteLine(Invariant($"{list.User,8}  {item.Rank,3}  {item.Item,8}  {item.Title}"));
            }
        }
    }
}

/// <summary>How lists are written.</summary>
internal enum ListFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One object, a list a line.</summary>
    Json,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>Columns for data frames; a file only.</summary>
    Parquet,
}
