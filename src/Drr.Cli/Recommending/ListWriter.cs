using System.Text;
using System.Text.Json;
using Drr.Agent.Recommending;
using Drr.Agent.Runs;
using Drr.Analysis.Reports;
using Drr.Cli.Shell;
using Drr.Export.Tables;
using Drr.Tensors;

namespace Drr.Cli.Recommending;

/// <summary>Writes users' lists as they are made, so that no more than a few thousand are in memory.</summary>
internal static class ListWriter
{
    private const int ListsAtOnce = 4096;

    /// <summary>Writes a file, whole or not at all.</summary>
    internal static void WriteFile(
        string path, ListFormat format, IEnumerable<RecommendationList> lists, CancellationToken cancellation)
    {
        AtomicFile.Write(path, Write, cancellation);

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

    /// <summary>Writes JSON or CSV.</summary>
    internal static void Write(TextWriter output, ListFormat format, IEnumerable<RecommendationList> lists)
    {
        if (format == ListFormat.Json)
        {
            WriteJson(output, lists);
        }
        else
        {
            CsvTable.Write(output, RecommendationTable.Groups(lists));
        }
    }

    /// <summary>Prints the lists as a table, a row for each item, under one heading.</summary>
    internal static void Print(Printer printer, IEnumerable<RecommendationList> lists)
    {
        string[] heads = ["user", "#", "id", "title"];
        foreach (var chunk in lists.Chunk(ListsAtOnce))
        {
            printer.Columns(new("", heads,
            [
                .. chunk.SelectMany(list => list.Items, (list, item) => (IReadOnlyList<Cell>)
                    [Cell.Id(list.UserKey, list.User), item.Rank, Cell.Id(item.ItemKey, item.Item), item.Title]),
            ]));
            heads = []; // only above the first rows
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
