using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Tensors;
using Drr.TestKit;
using static TorchSharp.torch;

namespace Drr.Bench.Peers;

/// <summary>The ten best of all items, for one action and for all test users' at once.</summary>
internal static class RankingRows
{
    private const int Items = 3706, Size = 100, Places = 10;

    internal static void AddTo(Report report)
    {
        foreach (var actions in (int[])[1, 1208])
        {
            var name = $"{Names.Ranking}{Items:N0} items, {actions:N0} {(actions == 1 ? "action" : "actions")}";
            if (!report.Wants(name))
            {
                continue;
            }

            var rng = new Rng(1);
            var (items, a) = (Draw.Gaussian(rng, Items * Size), Draw.Gaussian(rng, actions * Size));
            var ranker = NewRanker(items, actions);
            var best = new int[actions * Places];
            Action ours = () =>
            {
                ranker.Score(a);
                for (var row = 0; row < actions; row++)
                {
                    ranker.Top(row, best.AsSpan(row * Places, Places));
                }
            };
            if (Torch.Missing is not null)
            {
                report.Add(name, 0, ours);
                continue;
            }

            using var scope = NewDisposeScope();
            var (table, vectors) = (tensor(items, [Items, Size]), tensor(a, [actions, Size]));
            ours();
            var (_, indices) = vectors.mm(table.t()).topk(Places);
            MustMatch([.. indices.data<long>().Select(i => (int)i)], best, name);
            report.Add(name, 0, ours, Torch.Name, () =>
            {
                using var call = NewDisposeScope();
                vectors.mm(table.t()).topk(Places);
            });
        }
    }

    private static ItemRanker NewRanker(float[] items, int actions)
    {
        var fitted = new bool[Items];
        Array.Fill(fitted, true);
        var vectors = new Drr.Tensors.Tensor(new Drr.Tensors.Shape(Items, Size), items);
        var users = new Drr.Tensors.Tensor(new Drr.Tensors.Shape(1, Size));
        return new ItemRanker(new EmbeddingTable(EmbeddingMethod.Svd, users, vectors, fitted), actions);
    }

    /// <summary>Two scores that are equal but for rounding may stand either way round, so a few places may differ.</summary>
    private static void MustMatch(int[] theirs, int[] ours, string name)
    {
        var differ = theirs.Zip(ours).Count(pair => pair.First != pair.Second);
        if (differ > theirs.Length / 1000)
        {
            throw new InvalidOperationException($"{name}: {differ} of {theirs.Length} places differ.");
        }
    }
}
