using System.Text;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Export.Onnx;
using Drr.Export.Tables;
using Drr.Export.Weights;
using Drr.Tensors;

namespace Drr.Export;

/// <summary>Writes what a run has learned in forms that other programs read. Each file is read back and compared with what was
/// to be written, and taken away again if it differs.</summary>
public static class Exporter
{
    /// <summary>Writes state module, actor and critics.</summary>
    /// <param name="path">A file there is replaced.</param> <param name="format">As what.</param>
    /// <param name="networks">The agent.</param> <param name="options">The settings that it was made with.</param>
    /// <param name="data">Whose films and users its vectors are of.</param>
    /// <exception cref="IOException">The file could not be written, or does not read back as what was written.</exception>
    public static void Agent(string path, ExportFormat format, ActorCritic networks, DrrOptions options, RatingDataset data)
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
                var graph = AgentGraph.Of(networks, options);
                graph.Metadata["user_ids"] = string.Join(',', data.Users.Select(user => user.Id));
                graph.Metadata["item_ids"] = string.Join(',', data.Items.Select(item => item.Id));
                OnnxFile.Write(path, graph);
                Require(path, Same(graph, OnnxReader.Read(path)));
                break;
            default:
                WriteTable(path, format, WeightTable.OfAgent(networks));
                break;
        }
    }

    /// <summary>Writes the vectors of users and items.</summary>
    /// <param name="path">A file there is replaced.</param> <param name="format">As what; not ONNX.</param>
    /// <param name="vectors">The vectors.</param> <param name="data">Whose they are.</param>
    /// <exception cref="ArgumentException">Vectors alone are no graph.</exception>
    /// <exception cref="IOException">As <see cref="Agent"/>.</exception>
    public static void Vectors(string path, ExportFormat format, EmbeddingTable vectors, RatingDataset data)
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
                throw new ArgumentException("Vectors alone are no graph; the agent as ONNX has them in it.", nameof(format));
            default:
                WriteTable(path, format, WeightTable.OfVectors(vectors, data));
                break;
        }
    }

    private static void WriteTable(string path, ExportFormat format, IEnumerable<IReadOnlyList<Column>> groups)
    {
        IReadOnlyList<Column>[] written = [.. groups];
        IReadOnlyList<Column> read;
        if (format == ExportFormat.Parquet)
        {
            WrittenBeside.Write(path, file => ParquetTable.WriteAsync(file, written).GetAwaiter().GetResult());
            using var stream = File.OpenRead(path);
            read = ParquetTable.ReadAsync(stream).GetAwaiter().GetResult();
        }
        else
        {
            WrittenBeside.Write(path, file =>
            {
                using var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true);
                CsvTable.Write(text, written);
            });
            using var reader = new StreamReader(path, Encoding.UTF8);
            read = CsvTable.Read(reader, written[0]);
        }

        Require(path, written[0].Select((column, place) => (column, place)).All(c => read[c.place].Name == c.column.Name
            && Same(written.SelectMany(group => group[c.place].Values.Cast<object>()), read[c.place].Values.Cast<object>())));
    }

    private static bool Same(OnnxGraph a, OnnxGraph b) =>
        Text(a) == Text(b)
        && a.Constants.Zip(b.Constants).All(pair => Same(pair.First.Values.Cast<object>(), pair.Second.Values.Cast<object>()))
        && a.Metadata.SequenceEqual(b.Metadata);

    /// <summary>All of a graph but the values of its constants.</summary>
    private static string Text(OnnxGraph graph) => string.Join('\n',
    [
        .. graph.Constants.Select(c => $"{c.Name} [{string.Join(", ", c.Extents)}]"),
        .. graph.Nodes.Select(n => $"{n.Operation} {string.Join(' ', n.Inputs)} -> {n.Output} " + string.Join(
            ' ', n.Attributes.Select(a => $"{a.Name} {a.IsList} {string.Join(' ', a.Values)}"))),
        .. graph.Inputs.Concat(graph.Outputs).Select(v => $"{v.Name} {v.IsFloat} {string.Join(' ', v.Extents)}"),
    ]);

    private static bool Same(Tensor a, Tensor b) => a.Span.SequenceEqual(b.Span);

    private static bool Same(IEnumerable<object> a, IEnumerable<object> b) => a.SequenceEqual(b); // boxed, compared as values

    private static void Require(string path, bool same)
    {
        if (!same)
        {
            File.Delete(path);
            throw new IOException($"{path}: what was read back is not what was written; the file was taken away again.");
        }
    }
}
