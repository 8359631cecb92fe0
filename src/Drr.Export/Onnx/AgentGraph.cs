using Drr.Agent.Policies;
using Drr.Autodiff;
using Drr.Autodiff.Ops;

namespace Drr.Export.Onnx;

/// <summary>The trained agent as a graph: <c>user</c> [batch] and <c>history</c> [batch, n], rows of the vectors' tables with -1
/// for an empty slot, give <c>action</c> [batch, k], <c>scores</c> [batch, items] (negative infinity for items without a vector)
/// and <c>value</c> [batch], the critic's of that action.</summary>
/// <remarks>The graph is what the networks record on a tape. Weights keep their names, and multiply from the right: y = x·W + b,
/// W [in, out].</remarks>
internal static class AgentGraph
{
    /// <summary>The graph of an agent.</summary>
    public static ModelProto Of(ActorCritic networks)
    {
        var (vectors, n) = (networks.Embeddings, networks.HistoryLength);
        var (users, history, tape) = (new int[1], new int[n], new Tape());
        var state = networks.State.Forward(tape, users, history, frozen: true);
        var action = networks.Actor.Forward(tape, state, frozen: true).Action;
        var value = networks.Critic.Forward(tape, state, action, frozen: true);

        var writer = new OnnxWriter();
        var graph = new TapeGraph(writer);
        graph.Input(users, writer.Input("user"));
        graph.Input(history, writer.Input("history", n));
        graph.Constant("users", vectors.Users);
        graph.Constant("items", vectors.Items);
        foreach (var parameter in networks.Parameters.Parameters)
        {
            graph.Constant(parameter.Name, parameter.Value);
        }

        graph.Add(tape);
        float[] hidden = [.. vectors.Fitted.Select(fitted => fitted ? 0 : float.NegativeInfinity)];
        var products = writer.Node("Gemm", "products", [graph.Name(action), "items"], OnnxWriter.Number("transB", 1));
        var scores = writer.Node("Add", "shown", [products, writer.Constant("hidden", hidden, hidden.Length)]);
        writer.Output("action", graph.Name(action), vectors.Size);
        writer.Output("scores", scores, hidden.Length);
        writer.Output("value", graph.Name(value));
        return writer.Model;
    }
}
