using Drr.Agent.Embeddings;
using Drr.Agent.States;
using Drr.Autodiff;

namespace Drr.Agent.Tests.States;

/// <summary>The formulas of Liu et al. 2018, section 4.2, for one observation, as loops over coordinates.</summary>
internal static class PlainStates
{
    internal static double[] Of(
        StateModuleKind kind, EmbeddingTable table, int user, ReadOnlySpan<int> items, Func<int, double> weightOfSlot)
    {
        var (n, k) = (items.Length, table.Size);
        var (ids, state) = (items.ToArray(), new List<double>());
        double Item(int slot, int c) => ids[slot] < 0 ? 0 : table.Items.Row(ids[slot])[c];
        double Weighted(int slot, int c) => ids[slot] < 0 ? 0 : weightOfSlot(slot) * Item(slot, c);
        double User(int c) => table.Users.Row(user)[c];
        double Pooled(int c) => Enumerable.Range(0, n).Sum(slot => Weighted(slot, c)) / n;
        void AddVector(Func<int, double> coordinate) => state.AddRange(Enumerable.Range(0, k).Select(coordinate));

        if (kind is StateModuleKind.Ave or StateModuleKind.Att)
        {
            AddVector(User);
            AddVector(c => User(c) * Pooled(c));
            if (kind == StateModuleKind.Ave)
            {
                AddVector(Pooled);
            }

            return [.. state];
        }

        for (var slot = 0; slot < n; slot++)
        {
            var a = slot;
            AddVector(kind == StateModuleKind.U ? c => User(c) * Weighted(a, c) : c => Item(a, c));
        }

        for (var first = 0; first < n && kind != StateModuleKind.N; first++)
        {
            for (var second = first + 1; second < n; second++)
            {
                var (a, b) = (first, second);
                AddVector(c => Weighted(a, c) * Weighted(b, c));
            }
        }

        return [.. state];
    }

    /// <summary>The weights n·alpha of DRR-att, by slot; those of empty slots do not matter.</summary>
    internal static double[] Attention(EmbeddingTable table, int user, ReadOnlySpan<int> items, ParameterSet parameters)
    {
        var (k, n) = (table.Size, items.Length);
        double Of(string name, int place) =>
            parameters.Parameters.Single(p => p.Name == StateModule.Prefix + "attention/" + name).Value.Span[place];
        var scores = new double[items.Length];
        for (var slot = 0; slot < items.Length; slot++)
        {
            float[] input = [.. table.Users.Row(user), .. items[slot] < 0 ? new float[k] : table.Items.Row(items[slot])];
            scores[slot] = Of("1/bias", 0);
            for (var unit = 0; unit < k; unit++)
            {
                var sum = Of("0/bias", unit) + input.Select((x, i) => x * Of("0/weight", (i * k) + unit)).Sum();
                scores[slot] += Math.Max(0, sum) * Of("1/weight", unit);
            }
        }

        var shares = items.ToArray().Select((item, slot) => item < 0 ? 0 : Math.Exp(scores[slot])).ToArray();
        return [.. shares.Select(share => n * share / Math.Max(shares.Sum(), double.Epsilon))];
    }
}
