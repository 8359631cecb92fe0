using System.Runtime.InteropServices;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Export.Onnx;
using Drr.Export.Tables;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Export.Tests;

public sealed class ExporterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Safetensors_hold_every_weight_under_its_name()
    {
        var networks = SmallAgent.Networks();
        Exporter.Agent(_folder["a"], ExportFormat.Safetensors, networks, SmallAgent.Data);
        var file = TensorFile.Read(_folder["a"]);
        Assert.Equal(networks.Parameters.Parameters.Select(p => p.Name).Order(), file.Tensors.Keys.Order());
        Assert.Equal([12, 6], file.Tensors["actor/layer/0/weight"].Shape); // 3k = 12 wide states into 6 hidden units
        Assert.Equal(networks.Parameters.Parameters[^1].Value.Span.ToArray(), file.Tensors["actor/layer/2/bias"].Values);
    }

    [Fact]
    public void The_graph_reads_back_as_it_was_written()
    {
        Exporter.Agent(_folder["a"], ExportFormat.Onnx, SmallAgent.Networks(), SmallAgent.Data);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder["a"]));
        Assert.Equal(["user", "history"], model.Graph.Input.Select(input => input.Name));
        Assert.Equal(["action", "scores", "value"], model.Graph.Output.Select(output => output.Name));
        var ids = model.MetadataProps.Single(entry => entry.Key == "item_ids").Value;
        Assert.Equal(SmallAgent.Data.Items[4].Id.ToString(), ids.Split(',')[4]);
        var hidden = model.Graph.Initializer.Single(constant => constant.Name == "hidden").RawData.Span;
        Assert.Equal(float.NegativeInfinity, MemoryMarshal.Cast<byte, float>(hidden)[7]);
    }

    [Fact]
    public void Weights_keep_their_names()
    {
        var networks = SmallAgent.Networks();
        var model = AgentGraph.Of(networks);
        Assert.Empty(networks.Parameters.Parameters.Select(p => p.Name).Except(model.Graph.Initializer.Select(c => c.Name)));
    }

    [Fact]
    public void An_op_without_an_entry_is_refused_by_name()
    {
        var tape = new Tape();
        tape.Mean(Tape.Constant(new Tensor(new Shape(2))));
        var fault = Assert.Throws<NotSupportedException>(() => new TapeGraph(new OnnxWriter()).Add(tape));
        Assert.Contains("Mean", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Parquet)]
    public async Task Tables_hold_every_weight_and_every_vector(ExportFormat format)
    {
        var networks = SmallAgent.Networks();
        Exporter.Agent(_folder["a"], format, networks, SmallAgent.Data);
        var weights = await Read(_folder["a"], format, [.. WeightTable.OfAgent(networks)]);
        Assert.Equal(networks.Parameters.Values.ToArray(), (float[])weights[3].Values);

        Exporter.Vectors(_folder["v"], format, networks.Embeddings, SmallAgent.Data);
        var vectors = await Read(_folder["v"], format, [.. WeightTable.OfVectors(networks.Embeddings, SmallAgent.Data)]);
        Assert.Equal(["kind", "id", "fitted", "v0", "v1", "v2", "v3"], vectors.Select(column => column.Name));
        Assert.Equal(50, vectors[0].Values.Length);
        Assert.Equal("item", ((string[])vectors[0].Values)[27]);
        Assert.Equal(SmallAgent.Data.Items[7].Id, ((int[])vectors[1].Values)[27]);
        Assert.Equal(0, ((int[])vectors[2].Values)[27]); // the film without a vector
        Assert.Equal(networks.Embeddings.Items.Row(9)[2], ((float[])vectors[5].Values)[29]);
    }

    [Fact]
    public void Vectors_alone_are_no_graph() => Assert.Throws<ArgumentException>(() => Exporter.Vectors(
        _folder["v"], ExportFormat.Onnx, SmallAgent.Networks().Embeddings, SmallAgent.Data));

    [Fact]
    public void A_file_that_cannot_be_written_leaves_what_was_there()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        var path = _folder.Write("a.csv", "before");
        File.CreateSymbolicLink(path + ".tmp", "/dev/full");
        Assert.Throws<IOException>(() => Exporter.Agent(
            path, ExportFormat.Csv, SmallAgent.Networks(), SmallAgent.Data));
        Assert.Equal("before", File.ReadAllText(path));
    }

    private static async Task<IReadOnlyList<Column>> Read(string path, ExportFormat format, IReadOnlyList<Column>[] like)
    {
        if (format == ExportFormat.Csv)
        {
            using var text = new StreamReader(path);
            return CsvTable.Read(text, like[0]);
        }

        using var stream = File.OpenRead(path);
        return await ParquetTable.ReadAsync(stream);
    }
}
