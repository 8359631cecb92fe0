using System.Globalization;
using System.Runtime.InteropServices;
using Drr.Tensors;
using Google.Protobuf;

namespace Drr.Export.Onnx;

/// <summary>Graphs in ONNX files, which other runtimes load. The numbers are the fields of onnx.proto
/// (https://github.com/onnx/onnx, IR version 8).</summary>
public static class OnnxFile
{
    /// <summary>The version of the operators that nodes mean.</summary>
    public const int OperatorSet = 17;

    internal const int Float = 1, Int64 = 7; // TensorProto.DataType
    internal const int IntAttribute = 2, IntsAttribute = 7; // AttributeProto.AttributeType
    private const int Version = 8;

    /// <summary>Writes a file, whole or not at all.</summary>
    public static void Write(string path, OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var model = new ProtoMessage()
            .Number(1, Version)
            .Text(2, "DrrNative")
            .Message(7, Graph(graph))
            .Message(8, new ProtoMessage().Number(2, OperatorSet))
            .Each(graph.Metadata, (message, entry) => message.Message(14, Entry(entry)));
        WrittenBeside.Write(path, file => model.ToBytes().WriteTo(file));
    }

    private static ProtoMessage Graph(OnnxGraph graph) => new ProtoMessage()
        .Each(graph.Nodes, (message, node) => message.Message(1, Node(node)))
        .Text(2, "agent")
        .Each(graph.Constants, (message, constant) => message.Message(5, Constant(constant)))
        .Each(graph.Inputs, (message, value) => message.Message(11, Value(value)))
        .Each(graph.Outputs, (message, value) => message.Message(12, Value(value)));

    private static ProtoMessage Node(OnnxNode node) => new ProtoMessage()
        .Each(node.Inputs, (message, input) => message.Text(1, input))
        .Text(2, node.Output)
        .Text(3, node.Output) // no two outputs have one name, so it names the node too
        .Text(4, node.Operation)
        .Each(node.Attributes, (message, attribute) => message.Message(5, Attribute(attribute)));

    private static ProtoMessage Attribute(OnnxNumber attribute) => new ProtoMessage()
        .Text(1, attribute.Name)
        .Each(attribute.Values, (message, number) => message.Number(attribute.IsList ? 8 : 3, number))
        .Number(20, attribute.IsList ? IntsAttribute : IntAttribute);

    private static ProtoMessage Constant(OnnxConstant constant) => new ProtoMessage()
        .Each(constant.Extents, (message, extent) => message.Number(1, extent))
        .Number(2, constant.Values is float[] ? Float : Int64)
        .Text(8, constant.Name)
        .Bytes(9, UnsafeByteOperations.UnsafeWrap(BytesOf(constant.Values)));

    private static ProtoMessage Value(OnnxValue value)
    {
        var shape = new ProtoMessage().Each(value.Extents, (message, extent) => message.Message(1, Extent(extent)));
        var tensor = new ProtoMessage().Number(1, value.IsFloat ? Float : Int64).Message(2, shape);
        return new ProtoMessage().Text(1, value.Name).Message(2, new ProtoMessage().Message(1, tensor));
    }

    private static ProtoMessage Extent(string extent) =>
        long.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ProtoMessage().Number(1, number)
            : new ProtoMessage().Text(2, extent);

    private static ProtoMessage Entry(KeyValuePair<string, string> entry) =>
        new ProtoMessage().Text(1, entry.Key).Text(2, entry.Value);

    private static byte[] BytesOf(Array values) => values is float[] floats
        ? MemoryMarshal.AsBytes(floats.AsSpan()).ToArray()
        : MemoryMarshal.AsBytes(((long[])values).AsSpan()).ToArray();
}
