using Drr.Agent.Data;
using Drr.Agent.Environments;
using MathNet.Numerics.LinearAlgebra;

namespace Drr.Agent.Tests.Recommending;

/// <summary>Means and kernel of <see cref="Agent.Evaluation.Bandits.RewardCovariance"/> from the whole matrix of users and
/// items, and what they say of rewards, by an inverse.</summary>
internal sealed class PlainCovariance
{
    internal PlainCovariance(RatingDataset dataset, float missReward, double correlation)
    {
        var rewards = Matrix<double>.Build.Dense(dataset.Users.Count, dataset.Items.Count, missReward);
        foreach (var row in dataset.Ratings)
        {
            rewards[row.User, row.Item] = Reward.Of(row.Value, dataset.Scale);
        }

        Means = rewards.ColumnSums() / rewards.RowCount;
        var centred = Matrix<double>.Build.Dense(rewards.RowCount, rewards.ColumnCount, (u, i) => rewards[u, i] - Means[i]);
        var c = centred.TransposeThisAndMultiply(centred) / rewards.RowCount;
        Kernel = Matrix<double>.Build.Dense(c.RowCount, c.RowCount, (i, j) =>
            c[i, i] < 1e-9 || c[j, j] < 1e-9 ? 0 : c[i, j] / Math.Pow(c[i, i] * c[j, j], correlation / 2));
    }

    internal Vector<double> Means { get; }

    internal Matrix<double> Kernel { get; }

    /// <summary>Means after some rewards were observed.</summary>
    internal double[] Condition(IReadOnlyList<double> means, IReadOnlyList<(int Item, float Reward, double Noise)> observed)
    {
        var among = Matrix<double>.Build.Dense(observed.Count, observed.Count, (i, j) =>
            Kernel[observed[i].Item, observed[j].Item] + (i == j ? observed[i].Noise : 0));
        var errors = Vector<double>.Build.Dense(observed.Count, i => observed[i].Reward - means[observed[i].Item]);
        var weights = among.Inverse() * errors;
        return [.. means.Select((mean, item) => mean + observed.Select((one, i) => Kernel[item, one.Item] * weights[i]).Sum())];
    }
}
