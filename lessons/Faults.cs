using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.Rivals;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;

namespace Drr.Lessons;

/// <summary>Five faults of usual DRR programs, each with an experiment that shows what it does; they are told of in
/// lessons/how-it-was-found.md, which shows their code.</summary>
internal static class Faults
{
    public static IReadOnlyDictionary<string, Action> Experiments { get; } = new Dictionary<string, Action>
    {
        ["leak"] = Leak, ["targets"] = Targets, ["state"] = StateModuleLeftOut, ["order"] = WorstFirst, ["sign"] = WrongSign,
    };

    // <leak>
    private static void Leak()
    {
        foreach (var (name, table) in new[] { ("training rows", Lesson11.Clean), ("all rows", Lesson11.Leaking) })
        {
            var precisions = Lesson11.PrecisionsAt(10, new EmbeddingScorer(table));
            Console.WriteLine($"vectors of {name,-13}  P@10 {precisions.Average():0.000}");
        }
    }
    // </leak>

    // <targets>
    private static void Targets()
    {
        ActorCritic trained = Networks(seed: 1), stranger = Networks(seed: 2); // drawn anew, where a copy was meant
        var copy = new TargetNetwork(trained, softUpdateRate: 0.001f);
        foreach (var updates in new[] { 0, 1000, 1000, 3000 })
        {
            for (var i = 0; i < updates; i++)
            {
                Drr.Tensors.Kernels.Updates.SoftUpdate(trained.Parameters.Values, 0.001f, stranger.Parameters.Values);
                copy.SoftUpdate();
            }

            Console.WriteLine($"{updates,4} updates more: the stranger is {Apart(trained, stranger):0.00} apart, the copy "
                + $"{Apart(trained, copy.Networks):0.00}");
        }
    }
    // </targets>

    // <state>
    private static void StateModuleLeftOut()
    {
        foreach (var (what, prefixes) in new[] { ("head", new[] { "head" }), ("head and state module", ["state/", "head"]) })
        {
            var (parameters, tape, rng, items) = (new ParameterSet(), new Tape(), new Rng(1), new int[64 * 5]);
            var module = StateModule.Create(new StateOptions(), parameters, historyLength: 5, s_table, rng);
            var head = new Linear(parameters, "head", module.Width, 1, Initializers.XavierUniform, rng);
            var (target, ones) = (Tape.Input(new Shape(64, 1)), new Tensor(new Shape(64, 1)));
            var loss = tape.WeightedSquaredError(
                head.Forward(tape, module.Forward(tape, new int[64], items).Features), target, Tape.Constant(ones));
            var adam = new Adam(parameters.Range(prefixes), new AdamOptions(LearningRate: 0.01));
            ones.Span.Fill(1);
            var error = 0.0;
            for (var step = 1; step <= 2000; step++)
            {
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = rng.NextInt(20);
                    target.Value.Span[i / 5] = s_table.Items.Row(items[i])[0]; // the newest film alone decides
                }

                parameters.ZeroGradients();
                tape.Forward();
                tape.Backward(loss);
                adam.Step();
                error += step > 1900 ? loss.Value.Span[0] / 100 : 0;
            }

            Console.WriteLine($"trained: {what,-22}  mean squared error {error:0.000}");
        }
    }
    // </state>

    // <order>
    private static void WorstFirst()
    {
        foreach (var (name, order) in new (string, Action<int[]>?)[]
        {
            ("best first", null), ("the best ten, worst first", list => Array.Reverse(list, 0, 10)),
            ("all, worst first", Array.Reverse),
        })
        {
            var scorer = new EmbeddingScorer(Lesson11.Clean);
            var (at5, at10) = (Lesson11.PrecisionsAt(5, scorer, order), Lesson11.PrecisionsAt(10, scorer, order));
            Console.WriteLine($"{name,-26}  P@5 {at5.Average():0.000}  P@10 {at10.Average():0.000}");
        }
    }
    // </order>

    // <sign>
    private static void WrongSign()
    {
        float[] errors = [.. Enumerable.Range(0, 100).Select(i => (i - 50) / 50f)]; // y - Q: half of the values are too high
        foreach (var (name, priority) in new (string, Func<float, double>)[]
        {
            ("|y - Q|", e => Math.Abs(e)), ("y - Q, at least 0", e => Math.Max(e, 0)), ("1 - |y - Q|", e => 1 - Math.Abs(e)),
        })
        {
            var (tree, rng) = (new SumTree(100), new Rng(1));
            tree.Update([.. Enumerable.Range(0, 100)], [.. errors.Select(priority)]);
            var drawn = Enumerable.Range(0, 10_000).Select(_ => errors[tree.Find(rng.NextDouble() * tree.Total)]).ToArray();
            Console.WriteLine($"{name,-17}  mean |y - Q| drawn {drawn.Average(Math.Abs):0.00}, of values too high "
                + $"{drawn.Count(e => e < 0) / 100.0:0} %");
        }
    }
    // </sign>

    private static readonly EmbeddingTable s_table = Table();

    /// <summary>One user, 20 films, vectors of 4.</summary>
    private static EmbeddingTable Table()
    {
        var rng = new Rng(1);
        return new EmbeddingTable(EmbeddingMethod.Svd, Random(1), Random(20), [.. Enumerable.Repeat(true, 20)]);

        Tensor Random(int rows) =>
            new(new Shape(rows, 4), [.. Enumerable.Range(0, 4 * rows).Select(_ => (float)rng.NextGaussian())]);
    }

    private static ActorCritic Networks(ulong seed) =>
        new(new PolicyOptions { Hidden = 16 }, new StateOptions(), historyLength: 5, s_table, new Rng(seed));

    /// <summary>Distance of two sets of weights, over the length of the first.</summary>
    private static double Apart(ActorCritic first, ActorCritic second)
    {
        var (sum, length) = (0.0, 0.0);
        for (var i = 0; i < first.Parameters.Values.Length; i++)
        {
            sum += Math.Pow(first.Parameters.Values[i] - second.Parameters.Values[i], 2);
            length += Math.Pow(first.Parameters.Values[i], 2);
        }

        return Math.Sqrt(sum / length);
    }
}
