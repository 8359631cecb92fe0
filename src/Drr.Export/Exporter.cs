using System.Text;
using System.Text.Json;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Export.Onnx;
using Drr.Export.Tables;
using Drr.Export.Weights;
using Drr.Tensors;
using Google.Protobuf;

namespace Drr.Export;

/// <summary>Writes what a run has learned in formats that other programs read. Each file is read back and compared with what was
/// to be written, and deleted if it differs.</summary>
public static class Exporter
{
    /// <summary>Writes state module, actor and critic.</summary>
    /// <param name="path">A file there is replaced.</param> <param name="format">The file's format.</param>
    /// <param name="networks">The agent.</param>
    /// <param name="data">Whose films and users its vectors are of.</param> <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">The file could not be written, or does not read back as what was written.</exception>
    public static void Agent(
        string path, ExportFormat format, ActorCritic networks, RatingDataset data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        switch (format)
        {
            case ExportFormat.Safetensors:
                var entries = WeightFile.Entries(networks);
                TensorFile.Write(path, entries, new Dictionary<string, string> { ["layout"] = "y = x W + b, W [in, out]" });
                Require(path, TensorFile.Digest(TensorFile.Read(path).Tensors) == TensorFile.Digest(entries));
                break;
            case ExportFormat.Onnx:
                var model = AgentGraph.Of(networks);
                model.MetadataProps.Add(Entry("user_ids", [.. data.Users.Select(user => (object?)user.Key ?? user.Id)]));
                model.MetadataProps.Add(Entry("item_ids", [.. data.Items.Select(item => (object?)item.Key ?? item.Id)]));
                AtomicFile.Write(path, model.WriteTo, cancellation);
                Require(path, ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Equals(model));
                break;
            default:
                WriteTable(path, format, WeightTable.OfAgent(networks), cancellation);
                break;
        }
    }

    /// <summary>Writes the vectors of users and items.</summary>
    /// <param name="path">A file there is replaced.</param> <param name="format">The file's format; not ONNX.</param>
    /// <param name="vectors">The vectors.</param> <param name="data">Whose they are.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">Vectors alone are no graph.</exception>
    /// <exception cref="IOException">As <see cref="Agent"/>.</exception>
    public static void Vectors(
        string path, ExportFormat format, EmbeddingTable vectors, RatingDataset data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        switch (format)
        {
            case ExportFormat.Safetensors:
                vectors.Save(path, data);
                var read = EmbeddingTable.Load(path, data);
                Require(path, Same(read.Users, vectors.Users) && Same(read.Items, vectors.Items));
                break;
            case ExportFormat.Onnx:
                throw new ArgumentException("Vectors alone are no graph; the agent as ONNX includes them.", nameof(format));
            default:
                WriteTable(path, format, WeightTable.OfVectors(vectors, data), cancellation);
                break;
        }
    }

    private static void WriteTable(
        string path, ExportFormat format, IEnumerable<IReadOnlyList<Column>> groups, CancellationToken cancellation)
    {
        IReadOnlyList<Column>[] written = [.. groups];
        IReadOnlyList<Column> read;
        if (format == ExportFormat.Parquet)
        {
            AtomicFile.Write(path, file => ParquetTable.WriteAsync(file, written).GetAwaiter().GetResult(), cancellation);
            using var stream = File.OpenRead(path);
            read = ParquetTable.ReadAsync(stream).GetAwaiter().GetResult();
        }
        else
        {
            AtomicFile.Write(
                path,
                file =>
                {
                    using var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true);
                    CsvTable.Write(text, written);
                },
                cancellation);
            using var reader = new StreamReader(path, Encoding.UTF8);
            read = CsvTable.Read(reader, written[0]);
        }

        Require(path, written[0].Select((column, place) => (column, place)).All(c => read[c.place].Name == c.column.Name
            && Same(written.SelectMany(group => group[c.place].Values.Cast<object>()), read[c.place].Values.Cast<object>())));
    }

    // Numbers joined by commas; texts, which may hold commas, as a JSON array.
    private static StringStringEntryProto Entry(string key, object[] ids) =>
        new() { Key = key, Value = ids.All(id => id is int) ? string.Join(',', ids) : JsonSerializer.Serialize(ids) };

    private static bool Same(Tensor a, Tensor b) => a.Span.SequenceEqual(b.Span);

    private static bool Same(IEnumerable<object> a, IEnumerable<object> b) => a.SequenceEqual(b); // boxed, compared as values

    private static void Require(string path, bool same)
    {
        if (!same)
        {
            File.Delete(path);
            throw new IOException($"{path}: what was read back is not what was written; the file was deleted.");
        }
    }
}

/// <summary>The format of an exported file.</summary>
public enum ExportFormat
{
    /// <summary>Arrays by name, for other frameworks.</summary>
    Safetensors,

    /// <summary>A graph that a runtime, such as ONNX Runtime, computes.</summary>
    Onnx,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>Columns for data frames.</summary>
    Parquet,
}
