using System.Runtime.InteropServices;
using Google.Protobuf;
using static Drr.Export.Onnx.AttributeProto.Types;
using static Drr.Export.Onnx.TensorProto.Types;

namespace Drr.Export.Onnx;

/// <summary>Builds a graph: nodes in an order in which they can run, each with one output of the same name.</summary>
internal sealed class OnnxWriter
{
    /// <summary>The ONNX operator set (opset) of the nodes.</summary>
    private const int OperatorSet = 17;

    private const int Version = 8;
    private readonly GraphProto _graph = new() { Name = "agent" };
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The model so far.</summary>
    public ModelProto Model => new()
    {
        IrVersion = Version, ProducerName = "DrrNative", Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
    };

    /// <summary>Adds a node; a name that is taken gets a number.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string operation, string name, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        name = Unused(name);
        _graph.Node.Add(new NodeProto
        {
            Name = name, OpType = operation, Input = { inputs }, Output = { name }, Attribute = { attributes },
        });
        return name;
    }

    /// <summary>Adds an array.</summary>
    /// <returns>Its name.</returns>
    public string Constant(string name, ReadOnlySpan<float> values, params IEnumerable<long> extents) =>
        Constant(name, DataType.Float, MemoryMarshal.AsBytes(values), extents);

    /// <inheritdoc cref="Constant(string, ReadOnlySpan{float}, IEnumerable{long})"/>
    public string Constant(string name, params ReadOnlySpan<long> values) =>
        Constant(name, DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds an input of whole numbers.</summary>
    /// <param name="name">The name that callers use.</param> <param name="extents">Those after the batch.</param>
    /// <returns>Its name.</returns>
    public string Input(string name, params IEnumerable<long> extents)
    {
        _graph.Input.Add(Value(Unused(name), DataType.Int64, extents));
        return name;
    }

    /// <summary>Makes a node an output of floats.</summary>
    /// <param name="name">The name that callers use.</param> <param name="node">The node's name.</param>
    /// <param name="extents">Those after the batch.</param>
    public void Output(string name, string node, params IEnumerable<long> extents) =>
        _graph.Output.Add(Value(Node("Identity", name, [node]), DataType.Float, extents));

    /// <summary>An attribute that is one number.</summary>
    public static AttributeProto Number(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    /// <summary>An attribute that is a list of numbers.</summary>
    public static AttributeProto List(string name, params long[] values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    private string Constant(string name, DataType type, ReadOnlySpan<byte> bytes, IEnumerable<long> extents)
    {
        name = Unused(name);
        _graph.Initializer.Add(
            new TensorProto { Name = name, DataType = type, Dims = { extents }, RawData = ByteString.CopyFrom(bytes) });
        return name;
    }

    private static ValueInfoProto Value(string name, DataType type, IEnumerable<long> extents) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = type,
                Shape = new TensorShapeProto
                {
                    Dim =
                    {
                        new TensorShapeProto.Types.Dimension { DimParam = "batch" },
                        extents.Select(extent => new TensorShapeProto.Types.Dimension { DimValue = extent }),
                    },
                },
            },
        },
    };

    private string Unused(string name)
    {
        var unused = name;
        for (var i = 2; !_names.Add(unused); i++)
        {
            unused = $"{name}/{i}";
        }

        return unused;
    }
}
