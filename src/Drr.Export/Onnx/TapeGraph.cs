using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;
using static Drr.Export.Onnx.OnnxWriter;

namespace Drr.Export.Onnx;

/// <summary>What a tape recorded, as nodes of a graph for batches of any size. One entry of the table says what an op is in ONNX;
/// a network that is made of these ops needs no change here.</summary>
internal sealed class TapeGraph
{
    private static readonly Dictionary<string, Func<TapeGraph, Op, string>> s_nodes = new()
    {
        [nameof(TapeOps.Add)] = (graph, op) => graph.Plain("Add", op),
        [nameof(TapeOps.Multiply)] = (graph, op) => graph.Plain("Mul", op),
        [nameof(TapeOps.Minimum)] = (graph, op) => graph.Plain("Min", op),
        [nameof(TapeOps.Relu)] = (graph, op) => graph.Plain("Relu", op),
        [nameof(TapeOps.Tanh)] = (graph, op) => graph.Plain("Tanh", op),
        [nameof(TapeOps.SoftmaxRows)] = (graph, op) => graph.Plain("Softmax", op), // over the last axis
        [nameof(TapeOps.Scale)] = (graph, op) => graph.Scaled(graph.Name(op.Inputs[0]), (float)op.Attributes["factor"]),
        [nameof(TapeOps.MatMul)] = (graph, op) => graph.Node("MatMul", graph.Matrix(op.Inputs[0]), graph.Name(op.Inputs[1])),
        [nameof(TapeOps.Affine)] = (graph, op) => graph.Affine(op),
        [nameof(TapeOps.Gather)] = (graph, op) => graph.Node(
            "Gather", graph.Padded(op.Inputs[0]), graph.Ids(op, new Shape(op.Result.Shape[0]))),
        [nameof(TapeOps.GatherSum)] = (graph, op) => graph.GatherSum(op),
        [nameof(TapeOps.Mask)] = (graph, op) => graph.Mask(op),
        [nameof(TapeOps.ScaleSlots)] = (graph, op) => graph.Node(
            "Mul", graph.Name(op.Inputs[0]), graph.Unsqueezed(graph.Name(op.Inputs[1]), axis: -1)),
        [nameof(TapeOps.PairwiseProducts)] = (graph, op) => graph.PairwiseProducts(op),
        [nameof(TapeOps.RepeatRows)] = (graph, op) => graph.RepeatRows(op),
        [nameof(TapeOps.UnitRows)] = (graph, op) => graph.UnitRows(op),
    };

    private readonly OnnxWriter _writer;
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance); // of nodes, tensors and ids
    private readonly Dictionary<string, string> _padded = [];

    /// <summary>A graph without nodes.</summary>
    /// <param name="writer">Takes the nodes.</param>
    public TapeGraph(OnnxWriter writer) => _writer = writer;

    /// <summary>Names an array that ops read as a constant.</summary>
    public void Constant(string name, Tensor values) =>
        _names[values] = _writer.Constant(name, values.Span, Extents(values.Shape));

    /// <summary>Names ids that the caller of the graph gives.</summary>
    /// <param name="ids">The array that ops were recorded with.</param> <param name="name">[batch, ...]</param>
    public void Input(int[] ids, string name) => _names[ids] = name;

    /// <summary>Adds all ops of a tape.</summary>
    /// <exception cref="NotSupportedException">There is no entry for an op.</exception>
    public void Add(Tape tape)
    {
        foreach (var op in tape.Ops)
        {
            _names[op.Result] = s_nodes.TryGetValue(op.Name, out var nodes)
                ? nodes(this, op)
                : throw new NotSupportedException(
                    $"No entry says what the op {op.Name} is in ONNX; add one to {nameof(TapeGraph)}.");
        }
    }

    /// <summary>The node, or the constant, that holds a variable's value.</summary>
    public string Name(Variable x)
    {
        if (!_names.TryGetValue(x.Node, out var name) && !_names.TryGetValue(x.Node.Value, out name))
        {
            if (x.Node.IsInput)
            {
                throw new NotSupportedException("A tape that is exported has no inputs but ids.");
            }

            Constant("constant", x.Node.Value);
            name = _names[x.Node.Value];
        }

        return x.Shape == x.Node.Shape ? name : Reshaped(name, x.Shape);
    }

    private string Plain(string operation, Op op) => Node(operation, [.. op.Inputs.Select(Name)]);

    private string Affine(Op op)
    {
        string[] parts = [.. op.Inputs.SkipLast(2).Select(Matrix)];
        var x = parts is [var only] ? only : _writer.Node("Concat", "Concat", parts, Number("axis", 1));
        var sum = Node("Gemm", x, Name(op.Inputs[^2]), Name(op.Inputs[^1]));
        return (Activation)op.Attributes["activation"] switch
        {
            Activation.None => sum,
            var f => Node($"{f}", sum),
        };
    }

    private string GatherSum(Op op)
    {
        var (weights, batch) = (op.Inputs[1], op.Result.Shape[0]);
        var slots = ((int[])op.Attributes["indices"]).Length / batch;
        var history = Node("Gather", Padded(op.Inputs[0]), Ids(op, new Shape(batch, slots)));
        var weighted = Node("Mul", history, Unsqueezed(Name(weights), axis: -1));
        var sum = _writer.Node("ReduceSum", "ReduceSum", [weighted, Axes(1)], Number("keepdims", 0));
        return Scaled(sum, (float)op.Attributes["factor"]);
    }

    private string Mask(Op op)
    {
        var empty = Node("Equal", Ids(op, op.Result.Shape), _writer.Constant("none", -1L));
        return Node("Where", empty, _writer.Constant("masked", [(float)op.Attributes["masked"]], 1), Name(op.Inputs[0]));
    }

    private string PairwiseProducts(Op op)
    {
        var (x, n) = (Name(op.Inputs[0]), op.Inputs[0].Shape[1]);
        var pairs = Enumerable.Range(0, n).SelectMany(a => Enumerable.Range(a + 1, n - a - 1), (a, b) => (a, b)).ToArray();
        return Node("Mul", Side(pair => pair.a), Side(pair => pair.b));

        string Side(Func<(int a, int b), long> slot) => _writer.Node(
            "Gather", "Gather", [x, _writer.Constant("slots", [.. pairs.Select(slot)])], Number("axis", 1));
    }

    private string RepeatRows(Op op)
    {
        var repeats = _writer.Constant("repeats", 1L, (int)op.Attributes["times"], 1L);
        var copies = Node("Tile", Unsqueezed(Name(op.Inputs[0]), axis: 1), repeats);
        return Reshaped(copies, op.Result.Shape);
    }

    private string UnitRows(Op op)
    {
        var x = Matrix(op.Inputs[0]);
        var squares = _writer.Node("ReduceSumSquare", "ReduceSumSquare", [x], List("axes", 1), Number("keepdims", 1));
        var sum = Node("Add", squares, _writer.Constant("epsilon", [(float)op.Attributes["epsilon"]], 1));
        var length = _writer.Constant("length", [(float)op.Attributes["length"]], 1);
        return Node("Mul", x, Node("Div", length, Node("Sqrt", sum)));
    }

    /// <summary>The table with a row of zeros behind it, which is what index -1 means to ONNX.</summary>
    private string Padded(Variable table)
    {
        var name = Name(table);
        if (!_padded.TryGetValue(name, out var padded))
        {
            var zeros = _writer.Constant($"{name}/none", new float[table.Shape.Columns], 1, table.Shape.Columns);
            _padded[name] = padded = _writer.Node("Concat", $"{name}/padded", [name, zeros], Number("axis", 0));
        }

        return padded;
    }

    private string Ids(Op op, Shape shape) => Reshaped(_names[op.Attributes["indices"]], shape);

    private string Matrix(Variable x) => Name(x.Shape.Rank == 2 ? x : x.Reshape(new Shape(x.Shape.Rows, x.Shape.Columns)));

    private string Scaled(string x, float factor) => Node("Mul", x, _writer.Constant("factor", [factor], 1));

    private string Unsqueezed(string x, long axis) => Node("Unsqueeze", x, Axes(axis));

    /// <summary>Another shape; its first extent follows from the batch.</summary>
    private string Reshaped(string x, Shape shape) =>
        Node("Reshape", x, _writer.Constant("shape", [-1, .. Extents(shape).Skip(1)]));

    private string Axes(long axis) => _writer.Constant("axes", axis);

    private string Node(string operation, params string[] inputs) => _writer.Node(operation, operation, inputs);

    private static IEnumerable<long> Extents(Shape shape) => Enumerable.Range(0, shape.Rank).Select(axis => (long)shape[axis]);
}
