using Drr.Agent;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Export.Onnx;
using Drr.Tensors;
using Drr.TestKit;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = Drr.Tensors.Tensor;

namespace Drr.Onnx.Tests;

/// <summary>The exported graph, computed by ONNX Runtime, gives what the agent gives here.</summary>
public sealed class AgentGraphTests : IDisposable
{
    private const int Users = 40, Batch = 9;
    private const double Tolerance = 1e-6;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, StateModuleKind, SlotWeights> Agents => new(
        from preset in Presets.All.Keys
        from module in Enum.GetValues<StateModuleKind>()
        from weights in Enum.GetValues<SlotWeights>()
        select (preset, module, weights));

    public static TheoryData<string, StateModuleKind> InFullSize => new(
        from preset in new[] { "ranking", "simulator" } from module in Enum.GetValues<StateModuleKind>() select (preset, module));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Agents))]
    public void Actions_scores_and_values_of_every_preset_and_state_module_are_those_of_the_agent(
        string preset, StateModuleKind module, SlotWeights weights) =>
        Compare(preset, module, weights, items: 60, size: 16, history: 5);

    [Theory]
    [MemberData(nameof(InFullSize))]
    public void So_they_are_in_the_sizes_of_MovieLens_1M(string preset, StateModuleKind module) =>
        Compare(preset, module, SlotWeights.Position, items: 3883, size: 100, history: 10);

    private void Compare(string preset, StateModuleKind module, SlotWeights weights, int items, int size, int history)
    {
        var options = Presets.All[preset];
        options = options with
        {
            State = new StateOptions { Module = module, Weights = weights },
            Policy = options.Policy with { LastLayerLimit = 0.1 }, // so that the network's own output counts
        };
        var rng = new Rng(3);
        var networks = new ActorCritic(options.Policy, options.State, history, Table(rng, items, size), rng);
        var learned = networks.Parameters.Parameters.Where(p => p.Name.StartsWith(StateModule.Prefix, StringComparison.Ordinal));
        foreach (var parameter in learned)
        {
            foreach (ref var weight in parameter.Value.Span)
            {
                weight *= 0.5f + rng.NextSingle(); // as trained ones, no two alike
            }
        }

        var (users, slots) = Ids(rng, items, history);
        var (action, scores, value) = Here(networks, users, slots);
        File.WriteAllBytes(_folder["agent.onnx"], AgentGraph.Of(networks).ToByteArray());
        using var session = new InferenceSession(_folder["agent.onnx"]);
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("user", new DenseTensor<long>(Array.ConvertAll(users, id => (long)id), [Batch])),
            NamedOnnxValue.CreateFromTensor(
                "history", new DenseTensor<long>(Array.ConvertAll(slots, id => (long)id), [Batch, history])),
        ]);
        float[] Result(string name) => [.. results.Single(result => result.Name == name).AsTensor<float>()];
        Close.Assert(action, Result("action"), Tolerance, Tolerance, "action");
        Close.Assert(scores, Result("scores"), Tolerance, Tolerance * size * 0.3, "scores"); // sums of k products
        Close.Assert(value, Result("value"), Tolerance, Tolerance, "value");
        Assert.Equal(Batch, scores.Count(float.IsNegativeInfinity)); // the film without a vector
    }

    private static (float[] Action, float[] Scores, float[] Value) Here(ActorCritic networks, int[] users, int[] slots)
    {
        var tape = new Tape();
        var state = networks.State.Forward(tape, users, slots, frozen: true);
        var action = networks.Actor.Forward(tape, state, frozen: true).Action;
        var value = networks.Critic.Forward(tape, state, action, frozen: true);
        tape.Forward();
        var ranker = new ItemRanker(networks.Embeddings, Batch);
        ranker.Score(action.Value.Span);
        var items = networks.Embeddings.Items.Shape[0];
        var scores = new float[Batch * items];
        for (var row = 0; row < Batch; row++)
        {
            ranker.CopyScores(row, scores.AsSpan(row * items));
        }

        return (action.Value.Span.ToArray(), scores, value.Value.Span.ToArray());
    }

    private static EmbeddingTable Table(Rng rng, int items, int size)
    {
        var (ofUsers, ofItems) = (new Tensor(new Shape(Users, size)), new Tensor(new Shape(items, size)));
        foreach (var tensor in new[] { ofUsers, ofItems })
        {
            foreach (ref var value in tensor.Span)
            {
                value = 0.3f * (float)rng.NextGaussian();
            }
        }

        var fitted = new bool[items];
        Array.Fill(fitted, true);
        fitted[11] = false;
        ofItems.Row(11).Clear();
        return new EmbeddingTable(EmbeddingMethod.Svd, ofUsers, ofItems, fitted);
    }

    /// <summary>Histories from empty to full.</summary>
    private static (int[] Users, int[] Slots) Ids(Rng rng, int items, int history)
    {
        var slots = new int[Batch * history];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var (row, place) = Math.DivRem(slot, history);
            slots[slot] = place >= history - row ? rng.NextInt(items) : Observation.Empty;
        }

        return ([.. Enumerable.Range(0, Batch).Select(_ => rng.NextInt(Users))], slots);
    }
}
