using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.LinearAlgebra;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Recommending;

/// <summary>Means and covariances of the items' rewards over the training users, where an item that a user did not rate has
/// the reward of a miss: the mean reward of each item, and k(i, j) = C_ij / (σ_i·σ_j)^c of their covariance C with
/// deviations σ on its diagonal.</summary>
/// <remarks>A row of k is computed when it is needed; see <see cref="ItemRows"/>.</remarks>
internal sealed class RewardCovariance
{
    private readonly SparseMatrix _byUser, _byItem; // reward of a rating above that of a miss
    private readonly float[] _shares; // [items]: mean over all users of that
    private readonly float[] _scales; // [items]: σ^-c; 0 where σ is 0
    private readonly ItemRows _rows; // of k
    private readonly float _missReward;
    private readonly int _users;

    /// <summary>Computes means and variances from the training rows.</summary>
    /// <param name="rows">What may be seen.</param>
    /// <param name="missReward">Reward of an item that was not rated, in [-1, 1].</param>
    /// <param name="correlation">c in [0, 1]: k is the covariance with 0, the correlation with 1.</param>
    public RewardCovariance(FitRows rows, float missReward, float correlation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _byUser = rows.ToMatrix(rating => Reward.Of(rating, rows.Scale) - missReward);
        _byItem = _byUser.Transpose();
        (_missReward, _rows) = (missReward, new ItemRows(_byItem, Compute));
        _users = Enumerable.Range(0, rows.UserCount).Count(user => !rows.TrainingOf(user).IsEmpty);
        (_shares, _scales) = (new float[rows.ItemCount], new float[rows.ItemCount]);
        for (var item = 0; item < rows.ItemCount; item++)
        {
            var paid = _byItem.ValuesOf(item);
            _shares[item] = Reductions.Sum(paid) / _users;
            var variance = (Reductions.SumOfSquares(paid) / _users) - (_shares[item] * _shares[item]);
            _scales[item] = variance > 0 ? (float)Elementary.Pow(variance, -correlation / 2) : 0;
        }
    }

    /// <summary>Items of the data set, with training rows or without.</summary>
    public int ItemCount => _scales.Length;

    /// <summary>Whether the rewards of an item differ between users; those of an item without a training row do not.</summary>
    public bool Varies(int item) => _scales[item] > 0;

    /// <summary>Mean reward of an item over all training users.</summary>
    public float MeanOf(int item) => _missReward + _shares[item];

    /// <summary>k(item, ·), [items]: memory that stays, or <paramref name="buffer"/>.</summary>
    /// <param name="item">Dense item id.</param> <param name="buffer">[items]; may be overwritten.</param>
    public ReadOnlyMemory<float> Row(int item, Memory<float> buffer) => _rows.Get(item, buffer);

    private void Compute(int item, Span<float> row)
    {
        Arithmetic.Scale(_shares, -_shares[item] * _users, row);
        var users = _byItem.ColumnsOf(item);
        var paid = _byItem.ValuesOf(item);
        for (var i = 0; i < users.Length; i++)
        {
            var others = _byUser.ColumnsOf(users[i]);
            var values = _byUser.ValuesOf(users[i]);
            for (var j = 0; j < others.Length; j++)
            {
                row[others[j]] += paid[i] * values[j];
            }
        }

        Arithmetic.Multiply(row, _scales, row);
        Arithmetic.Scale(row, _scales[item] / _users, row);
    }
}

/// <summary>The covariances of rewards over a split's training users, by <see cref="SessionOptions.Correlation"/>;
/// each is computed once.</summary>
internal sealed class RewardCovariances(DatasetSplit split)
{
    private readonly Dictionary<float, RewardCovariance> _made = [];
    private FitRows? _rows;

    /// <summary>The training rows.</summary>
    internal FitRows Rows => _rows ??= new FitRows(split.Dataset, split.Roles);

    /// <summary>The covariance with exponent c.</summary>
    internal RewardCovariance Of(float correlation) => _made.TryGetValue(correlation, out var made)
        ? made
        : _made[correlation] = new(Rows, new EnvironmentOptions().UnratedReward, correlation);
}
