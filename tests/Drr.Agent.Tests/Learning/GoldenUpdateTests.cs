using System.Text.Json;
using Drr.Agent.Embeddings;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Tensors;

namespace Drr.Agent.Tests.Learning;

/// <summary>Two updates in a row against the same in PyTorch; see <c>Golden/ddpg_update.py</c>.</summary>
public sealed class GoldenUpdateTests
{
    private const int Size = 4, Slots = 3, Hidden = 6, Rows = 4;
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "ddpg_update.json"))).RootElement;

    [Fact]
    public void The_papers_update_equals_pytorchs() => MustEqual(
        Golden.GetProperty("paper"),
        new PolicyOptions
        {
            Hidden = Hidden, ActorForm = ActorForm.Tanh, HistoryShare = 0,
        },
        Options with { Objective = ActorObjective.PolicyGradient, StoredAction = StoredAction.Vector });

    [Fact]
    public void The_ranking_update_equals_pytorchs() => MustEqual(
        Golden.GetProperty("ranking"),
        new PolicyOptions
        {
            Hidden = Hidden, ActorForm = ActorForm.Unit, ActionLength = 2,
            HistoryShare = 0.5f,
        },
        Options with { Objective = ActorObjective.Ranking, StoredAction = StoredAction.ShownItem });

    private static LearningOptions Options => new()
    {
        BatchSize = Rows, Discount = 0.9f, SoftUpdateRate = 0.05f, CriticRate = 1e-2, ActorRate = 3e-3, CriticL2 = 1e-3,
        ActorL2 = 2e-3, CriticUpdatesFirst = 0, ActorDelay = 1, Candidates = 5, NextCandidates = 3, Temperature = 0.3f,
    };

    private static void MustEqual(JsonElement golden, PolicyOptions policy, LearningOptions options)
    {
        var networks = new ActorCritic(policy, new StateOptions(), Slots, Table(), new Rng(1));
        foreach (var parameter in networks.Parameters.Parameters)
        {
            Floats(golden.GetProperty("initial").GetProperty(parameter.Name)).CopyTo(parameter.Value.Span);
        }

        var learner = new DdpgLearner(networks, options, episodeLength: 2);
        var number = 0;
        foreach (var update in golden.GetProperty("updates").EnumerateArray())
        {
            Fill(learner, update.GetProperty("batch"));
            var at = $"update {++number}, ";
            MustBeClose(at + "errors", Floats(update.GetProperty("errors")), learner.Update());
            MustBeClose(at + "critic loss", [update.GetProperty("criticLoss").GetSingle()], [learner.Statistics.CriticLoss]);
            MustBeClose(at + "objective", [update.GetProperty("objective").GetSingle()], [learner.Statistics.ActorObjective]);
            MustBeClose(at, update.GetProperty("parameters"), networks.Parameters);
            MustBeClose(at + "target ", update.GetProperty("targets"), learner.TargetNetworks.Parameters);
            var entries = new Dictionary<string, TensorEntry>();
            learner.Save(entries);
            foreach (var (adam, name) in new[] { ("criticAdam", "adam/critic/"), ("actorAdam", "adam/actor/") })
            {
                MustBeClose(
                    at + adam + " m", Floats(update.GetProperty(adam).GetProperty("m")), (float[])entries[name + "m"].Values);
                MustBeClose(
                    at + adam + " v", Floats(update.GetProperty(adam).GetProperty("v")), (float[])entries[name + "v"].Values);
            }
        }

        Assert.Equal(2, number);
    }

    private static EmbeddingTable Table()
    {
        float[] users = Floats(Golden.GetProperty("users")), items = Floats(Golden.GetProperty("items"));
        var fitted = Enumerable.Repeat(true, items.Length / Size).ToArray();
        return new EmbeddingTable(
            EmbeddingMethod.Svd, new Tensor(new Shape(users.Length / Size, Size), users),
            new Tensor(new Shape(fitted.Length, Size), items),
            fitted);
    }

    private static void Fill(DdpgLearner learner, JsonElement batch)
    {
        int[] Ints(string name) => [.. batch.GetProperty(name).EnumerateArray().Select(v => v.GetInt32())];
        Ints("users").CopyTo(learner.Batch.Users, 0);
        Ints("items").CopyTo(learner.Batch.Items, 0);
        Ints("nextItems").CopyTo(learner.Batch.NextItems, 0);
        Ints("used").AsSpan(0, learner.Batch.Used.Length).CopyTo(learner.Batch.Used);
        Ints("shown").CopyTo(learner.Batch.Shown, 0);
        Floats(batch.GetProperty("actions")).AsSpan(0, learner.Batch.Actions.Length).CopyTo(learner.Batch.Actions);
        Floats(batch.GetProperty("rewards")).CopyTo(learner.Batch.Rewards, 0);
        Floats(batch.GetProperty("discounts")).CopyTo(learner.Batch.Discounts, 0);
        Floats(batch.GetProperty("weights")).CopyTo(learner.Batch.Weights, 0);
    }

    private static float[] Floats(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetSingle())];

    private static void MustBeClose(string what, JsonElement expected, ParameterSet actual)
    {
        foreach (var parameter in actual.Parameters)
        {
            MustBeClose(what + parameter.Name, Floats(expected.GetProperty(parameter.Name)), parameter.Value.Span);
        }
    }

    private static void MustBeClose(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.ToArray().Max(Math.Abs); // of this array: second moments are of the order 1e-5 themselves
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= 1e-5 * scale,
                $"{what} [{i}]: PyTorch has {expected[i]}, the learner {actual[i]}.");
        }
    }
}
