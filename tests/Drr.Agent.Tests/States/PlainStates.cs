using Drr.Agent.Embeddings;
using Drr.Agent.States;

namespace Drr.Agent.Tests.States;

/// <summary>The formulas of Liu et al. 2018, section 4.2, for one observation, as loops over coordinates.</summary>
internal static class PlainStates
{
    internal static double[] Of(StateModuleKind kind, EmbeddingTable table, int user, ReadOnlySpan<int> items, Func<int, double> weightOfSlot)
    {
        var (n, k) = (items.Length, table.Size);
        var (ids, state) = (items.ToArray(), new List<double>());
        double Item(int slot, int c) => ids[slot] < 0 ? 0 : table.Items.Row(ids[slot])[c];
        double Weighted(int slot, int c) => ids[slot] < 0 ? 0 : weightOfSlot(slot) * Item(slot, c);
        double User(int c) => table.Users.Row(user)[c];
        double Pooled(int c) => Enumerable.Range(0, n).Sum(slot => Weighted(slot, c)) / n;
        void AddVector(Func<int, double> coordinate) => state.AddRange(Enumerable.Range(0, k).Select(coordinate));

        if (kind == StateModuleKind.Ave)
        {
            AddVector(User);
            AddVector(c => User(c) * Pooled(c));
            AddVector(Pooled);
            return [.. state];
        }

        for (var slot = 0; slot < n; slot++)
        {
            var a = slot;
            AddVector(kind == StateModuleKind.P ? c => Item(a, c) : c => User(c) * Weighted(a, c));
        }

        for (var first = 0; first < n; first++)
        {
            for (var second = first + 1; second < n; second++)
            {
                var (a, b) = (first, second);
                AddVector(c => Weighted(a, c) * Weighted(b, c));
            }
        }

        return [.. state];
    }
}
