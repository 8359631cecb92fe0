namespace Drr.Export.Onnx;

/// <summary>A computation as ONNX describes it: constants, nodes in an order in which they can run, what goes in and comes
/// out.</summary>
public sealed class OnnxGraph
{
    /// <summary>Arrays by name.</summary>
    public IList<OnnxConstant> Constants { get; } = [];

    /// <summary>Each uses names of inputs, constants and nodes before it.</summary>
    public IList<OnnxNode> Nodes { get; } = [];

    /// <summary>What the caller gives.</summary>
    public IList<OnnxValue> Inputs { get; } = [];

    /// <summary>What the caller gets.</summary>
    public IList<OnnxValue> Outputs { get; } = [];

    /// <summary>Free text by key.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds an array.</summary>
    /// <returns>Its name.</returns>
    public string Constant(string name, Array values, params long[] extents)
    {
        Constants.Add(new OnnxConstant(name, extents, values));
        return name;
    }

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string operation, string output, string[] inputs, params OnnxNumber[] attributes)
    {
        Nodes.Add(new OnnxNode(operation, inputs, output, attributes));
        return output;
    }
}

/// <summary>An array of the graph.</summary>
/// <param name="Name">What nodes call it.</param> <param name="Extents">Row-major.</param>
/// <param name="Values">float[] or long[].</param>
public sealed record OnnxConstant(string Name, IReadOnlyList<long> Extents, Array Values);

/// <summary>A step of the computation, with one output.</summary>
/// <param name="Operation">Such as <c>Gemm</c>; operator set <see cref="OnnxFile.OperatorSet"/>.</param>
/// <param name="Inputs">Names.</param> <param name="Output">Its name, which no other node has.</param>
/// <param name="Attributes">Numbers that are fixed.</param>
public sealed record OnnxNode(
    string Operation, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxNumber> Attributes);

/// <summary>A whole number, or a list of them, that a node is given.</summary>
/// <param name="Name">Such as <c>axis</c>.</param> <param name="IsList">Whether the operator wants a list.</param>
/// <param name="Values">One number if it is no list.</param>
public sealed record OnnxNumber(string Name, bool IsList, params IReadOnlyList<long> Values);

/// <summary>An input or output.</summary>
/// <param name="Name">What callers say.</param> <param name="IsFloat">32-bit floats, else 64-bit whole numbers.</param>
/// <param name="Extents">A number each, or a name for one that calls may choose.</param>
public sealed record OnnxValue(string Name, bool IsFloat, params IReadOnlyList<string> Extents);
