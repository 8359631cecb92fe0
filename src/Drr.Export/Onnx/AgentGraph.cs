using Drr.Agent;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Tensors;

namespace Drr.Export.Onnx;

/// <summary>The trained agent as a graph: <c>user</c> [batch] and <c>history</c> [batch, n], rows of the vectors' tables with -1
/// for an empty slot, give <c>action</c> [batch, k], <c>scores</c> [batch, items] (negative infinity for films without a vector)
/// and <c>value</c> [batch], the critic's of that action.</summary>
/// <remarks>Weights keep the names that they have here, and multiply from the right: y = x·W + b, W [in, out].</remarks>
public sealed class AgentGraph
{
    private const float Epsilon = 1e-8f; // as Tape.UnitRows
    private readonly OnnxGraph _graph = new();
    private readonly ActorCritic _networks;
    private readonly DrrOptions _options;

    private AgentGraph(ActorCritic networks, DrrOptions options) => (_networks, _options) = (networks, options);

    /// <summary>The graph of an agent.</summary>
    /// <param name="networks">Its weights and vectors.</param> <param name="options">The settings it was made with.</param>
    public static OnnxGraph Of(ActorCritic networks, DrrOptions options)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(options);
        return new AgentGraph(networks, options).Build();
    }

    private OnnxGraph Build()
    {
        var vectors = _networks.Embeddings;
        var (size, items) = (vectors.Size, vectors.Items.Shape[0]);
        _graph.Inputs.Add(new OnnxValue("user", false, "batch"));
        _graph.Inputs.Add(new OnnxValue("history", false, "batch", $"{_networks.HistoryLength}"));
        Constant("users", vectors.Users);
        Constant("items", vectors.Items);
        _graph.Constant("hidden", Array.ConvertAll(vectors.Fitted, fitted => fitted ? 0 : float.NegativeInfinity), items);
        foreach (var parameter in _networks.Parameters.Parameters)
        {
            Constant(parameter.Name, parameter.Value);
        }

        var (state, pooled, user) = State(size);
        var action = Action(state, pooled, user, size);
        Node("Add", "scores", [Node("Gemm", "products", [action, "items"], Number("transB", 1)), "hidden"]);
        string[] joined = _options.Policy.CriticProduct
            ? [action, Node("Mul", "product", [UnitRows("critic/direction", pooled, MathF.Sqrt(size)), action])]
            : [action];
        var values = _networks.Critics.Select((_, twin) => Value($"{Critic.Prefix}{twin}", state, joined)).ToArray();
        Node("Squeeze", "value", [Node("Min", "values", values), Axis("value/axis", 1)]);
        _graph.Outputs.Add(new OnnxValue("action", true, "batch", $"{size}"));
        _graph.Outputs.Add(new OnnxValue("scores", true, "batch", $"{items}"));
        _graph.Outputs.Add(new OnnxValue("value", true, "batch"));
        return _graph;
    }

    /// <summary>s [batch, S], g [batch, k] and u [batch, k].</summary>
    private (string State, string Pooled, string User) State(int size)
    {
        var user = Node("Gather", "u", ["users", "user"]);
        var history = Node("Gather", "i", [Padded("items", size), "history"]); // [batch, n, k]
        var weights = _options.State switch
        {
            { Module: StateModuleKind.Att } => Attention(user, history),
            { Weights: SlotWeights.Item } => Node("Gather", "w", [Padded("state/weights", 1), "history"]), // [batch, n, 1]
            _ => Node("Unsqueeze", "w", ["state/weights", Axis("w/axis", 1)]), // [n, 1]
        };
        var weighted = Node("Mul", "wi", [history, weights]);
        var pooled = Node("ReduceMean", "g", [weighted], List("axes", 1), Number("keepdims", 0));
        string[] parts = _options.State.Module switch
        {
            StateModuleKind.Ave => [user, Node("Mul", "ug", [user, pooled]), pooled],
            StateModuleKind.P => [Flat(history), Flat(Pairs(weighted))],
            StateModuleKind.U => [Flat(Node("Mul", "uwi", [Rows(user), weighted])), Flat(Pairs(weighted))],
            StateModuleKind.N => [Flat(history)],
            StateModuleKind.Att => [user, Node("Mul", "ug", [user, pooled])],
            var other => throw new NotSupportedException($"There is no graph of state module {other} yet."),
        };
        return (Node("Concat", "state", parts, Number("axis", 1)), pooled, user);
    }

    /// <summary>w_a = n·α_a, [batch, n, 1]; empty slots get no share.</summary>
    private string Attention(string user, string history)
    {
        var pairs = Node("Concat", "ui", [Node("Expand", "u/slots", [Rows(user), Node("Shape", "i/shape", [history])]), history],
            Number("axis", 2));
        const string Network = StateModule.Prefix + "attention";
        var hidden = Node("Relu", "m/relu", [Affine($"{Network}/0", pairs)]);
        var empty = Node("Equal", "m/empty", ["history", _graph.Constant("m/none", new[] { (long)Observation.Empty }, 1)]);
        var mask = Node("Unsqueeze", "m/mask", [empty, Axis("m/mask/axis", 2)]);
        var scores = Node("Where", "m", [mask, _graph.Constant("m/least", new[] { -1e9f }, 1), Affine($"{Network}/1", hidden)]);
        var count = _graph.Constant("n", new float[] { _networks.HistoryLength }, 1);
        return Node("Mul", "w", [Node("Softmax", "alpha", [scores], Number("axis", 1)), count]);
    }

    /// <summary>A dense layer of every slot; Gemm takes no third axis.</summary>
    private string Affine(string layer, string x) =>
        Node("Add", $"{layer}/sum", [Node("MatMul", $"{layer}/product", [x, $"{layer}/weight"]), $"{layer}/bias"]);

    private string Action(string state, string pooled, string user, int size)
    {
        var hidden = Dense($"{Actor.Prefix}layer/1", Dense($"{Actor.Prefix}layer/0", state, relu: true), relu: true);
        var sum = Dense($"{Actor.Prefix}layer/2", hidden, relu: false);
        var policy = _options.Policy;
        foreach (var (share, vectors) in new[] { (policy.HistoryShare, pooled), (policy.UserShare, user) })
        {
            if (share > 0)
            {
                // b·ĝ and d·û: rows at root mean square b and d
                sum = Node("Add", $"{vectors}/added", [UnitRows($"{vectors}/direction", vectors, share * MathF.Sqrt(size)), sum]);
            }
        }

        return policy.ActorForm == ActorForm.Tanh
            ? Node("Tanh", "action", [sum])
            : UnitRows("action", sum, policy.ActionLength);
    }

    private string Value(string critic, string state, string[] actions)
    {
        var joined = Node(
            "Concat", $"{critic}/joined", [Dense($"{critic}/0", state, relu: true), .. actions], Number("axis", 1));
        var hidden = Dense($"{critic}/2", Dense($"{critic}/1", joined, relu: true), relu: true);
        return Dense($"{critic}/3", hidden, relu: false);
    }

    private string Dense(string layer, string x, bool relu)
    {
        var y = Node("Gemm", $"{layer}/sum", [x, $"{layer}/weight", $"{layer}/bias"]);
        return relu ? Node("Relu", $"{layer}/relu", [y]) : y;
    }

    /// <summary>Rows at this length; a row of zeros stays one.</summary>
    private string UnitRows(string name, string x, float length)
    {
        var squares = Node("ReduceSumSquare", $"{name}/squares", [x], List("axes", 1), Number("keepdims", 1));
        var sum = Node("Add", $"{name}/sum", [squares, _graph.Constant($"{name}/epsilon", new[] { Epsilon }, 1)]);
        var norm = Node("Sqrt", $"{name}/norm", [sum]);
        var factor = Node("Div", $"{name}/factor", [_graph.Constant($"{name}/length", new[] { length }, 1), norm]);
        return Node("Mul", name, [x, factor]);
    }

    /// <summary>The table with a row of zeros behind it, which is what index -1 means to Gather.</summary>
    private string Padded(string table, int columns)
    {
        var empty = _graph.Constant($"{table}/empty", new float[columns], 1, columns);
        return Node("Concat", $"{table}/padded", [table, empty], Number("axis", 0));
    }

    /// <summary>Products of every two slots, [batch, n(n - 1)/2, k].</summary>
    private string Pairs(string slots)
    {
        var n = _networks.HistoryLength;
        var pairs = Enumerable.Range(0, n).SelectMany(a => Enumerable.Range(a + 1, n - a - 1), (a, b) => (a, b)).ToArray();
        string Side(string name, Func<(int A, int B), long> slot) => Node(
            "Gather", name, [slots, _graph.Constant($"{name}/slots", Array.ConvertAll(pairs, pair => slot(pair)), pairs.Length)],
            Number("axis", 1));
        return Node("Mul", "pairs", [Side("pairs/left", pair => pair.A), Side("pairs/right", pair => pair.B)]);
    }

    private string Rows(string x) => Node("Unsqueeze", $"{x}/rows", [x, Axis($"{x}/axis", 1)]);

    private string Axis(string name, long axis) => _graph.Constant(name, new[] { axis }, 1);

    private string Flat(string slots) => Node("Flatten", $"{slots}/flat", [slots], Number("axis", 1));

    private void Constant(string name, Tensor tensor) => _graph.Constant(
        name, tensor.Span.ToArray(), [.. Enumerable.Range(0, tensor.Shape.Rank).Select(axis => (long)tensor.Shape[axis])]);

    private string Node(string operation, string output, string[] inputs, params OnnxNumber[] attributes) =>
        _graph.Node(operation, output, inputs, attributes);

    private static OnnxNumber Number(string name, long value) => new(name, IsList: false, value);

    private static OnnxNumber List(string name, long value) => new(name, IsList: true, value);
}
