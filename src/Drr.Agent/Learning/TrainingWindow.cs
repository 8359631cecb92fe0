using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>Sums since the last report.</summary>
internal sealed class TrainingWindow(int items)
{
    private readonly byte[] _shown = new byte[items]; // 1 for each item shown
    private double _reward, _hits, _steps, _sessions, _loss, _value, _updates, _action, _absolute, _saturated, _coordinates;

    internal bool IsEmpty => _steps == 0;

    internal void AddStep(int item, float reward, bool ended)
    {
        _shown[item] = 1;
        _steps++;
        _reward += reward;
        _hits += reward > 0 ? 1 : 0;
        _sessions += ended ? 1 : 0;
    }

    internal void AddAction(ReadOnlySpan<float> action, float bound)
    {
        var (sum, absolute, saturated) = Equations.ActionStatistics(action, bound);
        (_action, _absolute, _saturated) = (_action + sum, _absolute + absolute, _saturated + saturated);
        _coordinates += action.Length;
    }

    internal void AddUpdate(UpdateStatistics statistics)
    {
        _updates++;
        _loss += statistics.CriticLoss;
        _value += statistics.MeanValue;
    }

    /// <summary>The report of this interval; starts the next one.</summary>
    internal TrainingProgress Close(long step, long sessions, long updates, double epsilon, UpdateStatistics latest)
    {
        var progress = new TrainingProgress(
            step, sessions, updates, _reward / _steps, _reward / Math.Max(1, _sessions), _hits / _steps,
            _shown.AsSpan().Count((byte)1),
            epsilon, _loss / Math.Max(1, _updates), _value / Math.Max(1, _updates),
            _action / _coordinates, _absolute / _coordinates, _saturated / _coordinates, latest);
        _shown.AsSpan().Clear();
        Sums = new double[11];
        return progress;
    }

    internal void Save(IDictionary<string, TensorEntry> entries, string prefix)
    {
        entries[prefix + "sums"] = TensorEntry.Of(Sums);
        entries[prefix + "shown"] = TensorEntry.Of(_shown.ToArray());
    }

    internal void Load(TensorFile file, string prefix)
    {
        var sums = new double[11];
        file.CopyTo<double>(prefix + "sums", sums);
        file.CopyTo<byte>(prefix + "shown", _shown);
        Sums = sums;
    }

    private double[] Sums
    {
        get => [_reward, _hits, _steps, _sessions, _loss, _value, _updates, _action, _absolute, _saturated, _coordinates];
        set
        {
            (_reward, _hits, _steps, _sessions) = (value[0], value[1], value[2], value[3]);
            (_loss, _value, _updates) = (value[4], value[5], value[6]);
            (_action, _absolute, _saturated, _coordinates) = (value[7], value[8], value[9], value[10]);
        }
    }
}

/// <summary>Figures of an interval of training, from one report to the next.</summary>
/// <param name="Step">Environment steps of the whole run.</param>
/// <param name="Sessions">Sessions finished in the whole run.</param>
/// <param name="Updates">Updates of the whole run.</param>
/// <param name="RewardPerStep">Mean reward of the interval's steps, exploration included; in [-1, 1].</param>
/// <param name="RewardPerSession">Mean total reward of the interval's sessions.</param>
/// <param name="HitRate">Share of the interval's steps with a reward above 0: the precision of what was shown.</param>
/// <param name="DistinctItems">Different items shown in the interval; few of them mean that all users get the same list.</param>
/// <param name="Epsilon">Probability of a random item now.</param>
/// <param name="CriticLoss">Mean over the interval's updates.</param>
/// <param name="MeanValue">Mean Q over the interval's updates.</param>
/// <param name="MeanAction">Mean coordinate of pi(s), before noise, over the interval's steps.</param>
/// <param name="MeanAbsoluteAction">Mean absolute coordinate of pi(s).</param>
/// <param name="SaturatedShare">Share of the coordinates of pi(s) above 0.99 of what the actor's form allows: near 1 a tanh has
/// saturated, and the actor learns no more.</param>
/// <param name="Latest">Figures of the last update.</param>
internal sealed record TrainingProgress(
    long Step, long Sessions, long Updates, double RewardPerStep, double RewardPerSession, double HitRate, int DistinctItems,
    double Epsilon, double CriticLoss, double MeanValue, double MeanAction, double MeanAbsoluteAction, double SaturatedShare,
    UpdateStatistics Latest);
