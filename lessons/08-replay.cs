using Drr.Agent.Environments;
using Drr.Agent.Replay;
using Drr.Tensors;

namespace Drr.Lessons;

/// <summary>8, replay: priority biases, weights undo it. What surprised the critic is drawn more often, so a mean over what is
/// drawn is not the mean over what is kept; weighted by 1 / P(i) it is again, with more noise.</summary>
internal static class Lesson08
{
    private const int Kept = 1000, BatchSize = 64, Batches = 400;

    public static Lesson Lesson { get; } = new(
        Run, "write the importance weight of a transition before it is divided by the largest: (N·P(i))^-β.", Check, Draw);

    private static readonly double[] s_priorities = [3, 1, 0, 2, 4, 1, 1, 0, 6, 0, 0, 0, 1, 1, 0, 0];

    private static void Run()
    {
        var tree = Tree();
        Console.WriteLine($"16 priorities: {string.Join(' ', s_priorities)}");
        Console.WriteLine($"  sums of eight: {s_priorities[..8].Sum()} {s_priorities[8..].Sum()}, of all: {tree.Total}");
        foreach (var target in new[] { 0.5, 3.5, 12.0, 18.5 })
        {
            var half = target < s_priorities[..8].Sum() ? "left" : "right";
            var end = tree.Find(target);
            Console.WriteLine($"  a number drawn from [0, {tree.Total}): {target,4} goes {half,-5} and ends at {end,2}");
        }

        Console.WriteLine();
        var (values, errors) = Memory();
        Console.WriteLine(
            $"{Kept} transitions, mean reward {values.Average():0.0000}; those with a high reward have large errors");
        Estimate("drawn uniformly", prioritized: false, 0, values, errors);
        Estimate("by priority", prioritized: true, 0, values, errors);
        Estimate("by priority, β = 0.4", prioritized: true, 0.4, values, errors);
        Estimate("by priority, β = 1", prioritized: true, 1, values, errors);
    }

    /// <summary>Σwx / Σw over batches, and its standard error.</summary>
    private static void Estimate(string name, bool prioritized, double beta, float[] values, float[] errors)
    {
        var replay = new PrioritizedReplay(new ReplayOptions { Prioritized = prioritized }, new TransitionShape(1, 0, 0));
        foreach (var value in values)
        {
            replay.Add(new Observation(1), shown: 0, action: [], value, discount: 0, new Observation(1));
        }

        replay.UpdatePriorities([.. Enumerable.Range(0, Kept)], errors);
        var (batch, rng, means) = (new TransitionBatch(BatchSize, new TransitionShape(1, 0, 0)), new Rng(2), new List<double>());
        for (var i = 0; i < Batches; i++)
        {
            replay.Sample(batch, rng, beta);
            means.Add(batch.Weights.Zip(batch.Rewards, (w, x) => w * x).Sum() / batch.Weights.Sum());
        }

        var (mean, error) = WithError(means);
        Console.WriteLine($"  {name,-22} Σwx / Σw = {mean:0.0000} ± {error:0.0000}");
    }

    /// <summary>Rewards in [-1, 1], and TD errors that grow with them.</summary>
    private static (float[] Values, float[] Errors) Memory()
    {
        var rng = new Rng(1);
        float[] values = [.. Enumerable.Range(0, Kept).Select(_ => (2 * rng.NextSingle()) - 1)];
        return (values, [.. values.Select(value => 0.05f + ((1 + value) * rng.NextSingle()))]);
    }

    private static (double Mean, double Error) WithError(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count));
    }

    private static SumTree Tree()
    {
        var tree = new SumTree(s_priorities.Length);
        tree.Update([.. Enumerable.Range(0, s_priorities.Length)], s_priorities);
        return tree;
    }

    // <hole>
    /// <summary>(N·P)^-β, where P = priority / total is the chance of being drawn, and N how many transitions are kept.</summary>
    private static double Weight(double priority, double total, int kept, double beta) => 1;
    // </hole>

    private static string? Check()
    {
        var (values, errors) = Memory();
        var tree = new SumTree(Kept);
        tree.Update([.. Enumerable.Range(0, Kept)], [.. errors.Select(error => (double)error)]);
        var (rng, drawn) = (new Rng(3), new List<(double Weighted, double Weight)>());
        for (var draw = 0; draw < Batches * BatchSize; draw++)
        {
            var found = tree.Find(rng.NextDouble() * tree.Total);
            var weight = Weight(tree.Values[found], tree.Total, Kept, beta: 1);
            drawn.Add((weight * values[found], weight));
        }

        var (truth, weights) = (values.Average(), drawn.Sum(one => one.Weight));
        var mean = drawn.Sum(one => one.Weighted) / weights;
        var error = Math.Sqrt(drawn.Sum(one => Math.Pow(one.Weighted - (mean * one.Weight), 2))) / weights;
        if (!(Math.Abs(mean - truth) < 3 * error))
        {
            return $"at β = 1 the mean is {mean:0.000} ± {error:0.000}, not {truth:0.000}.";
        }

        var (average, frequent) = (Weight(2, 8, 4, beta: 0.5), Weight(8, 16, 8, beta: 0.5));
        return !(Math.Abs(average - 1) < 1e-9) ? $"a transition of average priority has weight {average:0.###}, not 1."
            : !(Math.Abs(frequent - 0.5) < 1e-9) ? $"priority 8 of 16 in all, N = 8, β = 0.5 gives {frequent:0.###}, not 0.5."
            : null;
    }

    private static Picture Draw()
    {
        var picture = new Picture("A sum tree of 16 priorities, and where the number 12 leads", 0, 16, 0, 3);
        double[] halves = [s_priorities[..8].Sum(), s_priorities[8..].Sum()];
        for (var half = 0; half < 2; half++)
        {
            var onPath = half == 1;
            picture.Line(onPath ? "b" : "soft", [(8, 2.6), (4 + (8 * half), 1.7)]);
            for (var leaf = 8 * half; leaf < 8 * (half + 1); leaf++)
            {
                picture.Line(leaf == 8 ? "b" : "soft", [(4 + (8 * half), 1.5), (leaf + 0.5, 0.75)]);
                picture.Text(leaf + 0.5, 0.5, $"{s_priorities[leaf]}", kind: leaf == 8 ? "b" : "ink");
                picture.Text(leaf + 0.5, 0.15, $"{leaf}", kind: "c");
            }

            picture.Text(4 + (8 * half), 1.6, $"{halves[half]}", kind: onPath ? "b" : "ink");
        }

        picture.Text(8, 2.75, $"{halves.Sum()}");
        picture.Text(10.2, 2.5, "12 is not below 12: right, with 0", "start", "b");
        picture.Text(0, 2.75, "where does 12 end?", "start");
        picture.Text(0, -0.2, "numbers of the transitions", "start", "c");
        return picture;
    }
}
