using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>The best item of each session that is open. Eight sessions or more are ranked in two halves, each of which can run on
/// a thread of its own.</summary>
/// <remarks>The halves depend only on the number of sessions: one thread or two give the same bits. Allocates
/// nothing after construction.</remarks>
internal sealed class SessionChoices
{
    private const int SmallestHalved = 8; // sessions; products of fewer than four rows gain nothing

    private readonly IEnvironment[] _environments;
    private readonly bool[] _open;
    private readonly Tensor _actions;
    private readonly ItemRanker[] _rankers; // of each half
    private readonly int[] _best;
    private readonly Action[] _halves;
    private readonly int _threads;

    /// <summary>Choices for sessions that are stepped together.</summary>
    /// <param name="embeddings">Item vectors.</param> <param name="environments">The sessions.</param>
    /// <param name="open">[sessions]: which have not ended; the caller's.</param>
    /// <param name="actions">[sessions, k]; the caller's, filled anew before each ranking.</param>
    /// <param name="threads">1 or 2.</param>
    public SessionChoices(EmbeddingTable embeddings, IEnvironment[] environments, bool[] open, Tensor actions, int threads)
    {
        (_environments, _open, _actions, _threads) = (environments, open, actions, threads);
        _best = new int[environments.Length];
        var first = environments.Length < SmallestHalved ? environments.Length : (environments.Length + 1) / 2;
        int[] sizes = first == environments.Length ? [first] : [first, environments.Length - first];
        _rankers = [.. sizes.Select(size => new ItemRanker(embeddings, size))];
        _halves = [.. sizes.Select((size, half) => (Action)(() => Rank(_rankers[half], half * first, size)))];
    }

    /// <summary>Ranks the items that each open session may show.</summary>
    public void Rank() => SecondThread.Run(_halves, _threads);

    /// <summary>The best item of an open session.</summary>
    public int BestOf(int session) => _best[session];

    private void Rank(ItemRanker ranker, int start, int sessions)
    {
        var size = _actions.Shape.Columns;
        ranker.Score(_actions.Span.Slice(start * size, sessions * size));
        for (var row = 0; row < sessions; row++)
        {
            if (_open[start + row])
            {
                ranker.Hide(row, _environments[start + row].Unavailable);
                _best[start + row] = ranker.Best(row);
            }
        }
    }
}
