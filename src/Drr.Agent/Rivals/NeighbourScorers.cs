using System.Buffers;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Recommending;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using static System.FormattableString;

namespace Drr.Agent.Rivals;

/// <summary>score(i) = n_i^-l · sum over the state's items a of (1 + s·r_a) · n_a^-h · sum over the users u who rated a and i of
/// n_u^-p, with n the training rows of an item or user, and r_a the reward of a. See <see cref="CooccurrenceExponents"/> for the
/// published special cases.</summary>
/// <remarks>The sums of an item with all others are computed when they are needed; see <see cref="ItemRows"/>.</remarks>
public sealed class CooccurrenceScorer : IScorer
{
    private readonly SparseMatrix _byUser, _byItem;
    private readonly float[] _users, _shown, _listed; // n^-exponent of each user, and of each item in a state and in a list
    private readonly float _stars;
    private readonly ItemRows _shared; // times the factors of items

    /// <summary>A scorer over the training rows.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="rows">What may be seen.</param>
    /// <param name="exponents">How much items and users with many ratings are weighted down.</param>
    public CooccurrenceScorer(string name, FitRows rows, CooccurrenceExponents exponents)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(exponents);
        (Name, _byUser, _byItem, _stars) = (name, rows.ByUser, rows.ByItem, exponents.Stars);
        _users = Factors(_byUser, exponents.Users);
        (_shown, _listed) = (Factors(_byItem, exponents.Shown), Factors(_byItem, exponents.Listed));
        _shared = new ItemRows(_byItem, Compute);
    }

    /// <summary>Plain item cosine.</summary>
    public static CooccurrenceScorer Cosine(FitRows rows) => new("item cosine", rows, new CooccurrenceExponents());

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var buffer = ArrayPool<float>.Shared.Rent(scores.Length); // of this call, since several threads may score at once
        scores.Clear();
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                var shared = _shared.Get(item, buffer.AsMemory(0, scores.Length)).Span;
                Arithmetic.AddScaled(shared, 1 + (_stars * observation.RewardOf(item)), scores);
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    private void Compute(int item, Span<float> shared)
    {
        shared.Clear();
        foreach (var user in _byItem.ColumnsOf(item))
        {
            var factor = _users[user];
            foreach (var other in _byUser.ColumnsOf(user))
            {
                shared[other] += factor;
            }
        }

        Arithmetic.Multiply(shared, _listed, shared);
        Arithmetic.Scale(shared, _shown[item], shared);
    }

    private static float[] Factors(SparseMatrix rows, float exponent) =>
        [.. Enumerable.Range(0, rows.RowCount).Select(row =>
            (float)Elementary.Pow(Math.Max(1, rows.ColumnsOf(row).Length), -exponent))];
}

/// <summary>How much a <see cref="CooccurrenceScorer"/> weights down users and items with many ratings. The defaults are the
/// cosine of who rated two items, whatever the stars (Sarwar et al. 2001, all neighbours). RP3beta (Paudel et al. 2017), the
/// probability of a random walk from an item to a user to an item, divided by a power of the last item's popularity, is
/// <c>p = 1, h = 1, l = beta</c>.</summary>
public sealed record CooccurrenceExponents
{
    /// <summary>p: exponent of a user who rated both.</summary>
    public float Users { get; init; }

    /// <summary>h: exponent of an item of the state.</summary>
    public float Shown { get; init; } = 0.5f;

    /// <summary>l: exponent of an item that is scored.</summary>
    public float Listed { get; init; } = 0.5f;

    /// <summary>s: how much the reward of an item of the state counts, 0 for not at all.</summary>
    public float Stars { get; init; }

    /// <summary>RP3beta.</summary>
    public static CooccurrenceExponents Rp3Beta(float beta) => new() { Users = 1, Shown = 1, Listed = beta };

    /// <inheritdoc/>
    public override string ToString() =>
        Invariant($"users / count^{Users}, history / count^{Shown}, listed / count^{Listed}, rewards count {Stars}");
}

/// <summary>score(i) = sum of cos(u, v) over the k users v most like the state who rated i: the cosine of the
/// state's items and what v rated in the training rows, whatever the stars. Of equally similar users those with the
/// smaller ids are taken.</summary>
public sealed class UserCosineScorer : IScorer
{
    private readonly SparseMatrix _byUser, _byItem;
    private readonly float[] _lengths; // [users]
    private readonly int _neighbours; // k, at most the number of users

    /// <summary>A scorer over the training rows.</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="neighbours">k, 1 or more; all of them if it is not less than the number of users.</param>
    public UserCosineScorer(FitRows rows, int neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        (_byUser, _byItem, _lengths) = (rows.ByUser, rows.ByItem, rows.ByUser.Lengths());
        _neighbours = Math.Min(neighbours, rows.UserCount);
    }

    /// <inheritdoc/>
    public string Name => "user cosine";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        scores.Clear();
        var buffer = ArrayPool<float>.Shared.Rent(_lengths.Length); // of this call, since several threads may score at once
        var likeness = buffer.AsSpan(0, _lengths.Length);
        Compare(observation, likeness);
        if (_neighbours == likeness.Length)
        {
            for (var other = 0; other < likeness.Length; other++)
            {
                Add(other, likeness[other], scores);
            }
        }
        else
        {
            var nearest = new int[_neighbours];
            foreach (var other in nearest.AsSpan(..Ranking.TopK(likeness, nearest)))
            {
                Add(other, likeness[other], scores);
            }
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <inheritdoc/>
    /// <remarks>On all cores: most of the time goes into waiting for memory.</remarks>
    public void Score(ReadOnlySpan<Observation> observations, Tensor scores)
    {
        var several = observations.ToArray();
        Parallel.For(0, several.Length, row => Score(several[row], scores.Row(row)));
    }

    /// <summary>Cosine of each user with the state, without dividing by the state's own length, which changes no order.</summary>
    private void Compare(Observation observation, Span<float> likeness)
    {
        likeness.Clear();
        foreach (var item in observation.Items)
        {
            foreach (var other in item == Observation.Empty ? [] : _byItem.ColumnsOf(item))
            {
                likeness[other]++; // items that both have
            }
        }

        if (observation.User != Observation.Guest)
        {
            likeness[observation.User] = 0;
        }

        Arithmetic.Divide(likeness, _lengths, likeness);
    }

    private void Add(int other, float likeness, Span<float> scores)
    {
        if (likeness > 0)
        {
            foreach (var item in _byUser.ColumnsOf(other))
            {
                scores[item] += likeness;
            }
        }
    }
}
