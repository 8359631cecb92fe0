using Drr.Tensors;

namespace Drr.Agent.Learning;

/// <summary>Sums since the last report.</summary>
internal sealed class TrainingWindow(int items)
{
    private readonly byte[] _shown = new byte[items]; // 1 for each item shown
    private double _reward, _hits, _steps, _sessions, _loss, _value, _updates;

    internal bool IsEmpty => _steps == 0;

    internal void AddStep(int item, float reward, bool ended)
    {
        _shown[item] = 1;
        _steps++;
        _reward += reward;
        _hits += reward > 0 ? 1 : 0;
        _sessions += ended ? 1 : 0;
    }

    internal void AddUpdate(UpdateStatistics statistics)
    {
        _updates++;
        _loss += statistics.CriticLoss;
        _value += statistics.MeanValue;
    }

    /// <summary>The report of this stretch; the next one starts empty.</summary>
    internal TrainingProgress Close(long step, long sessions, long updates, double epsilon, UpdateStatistics latest)
    {
        var progress = new TrainingProgress(
            step, sessions, updates, _reward / _steps, _reward / Math.Max(1, _sessions), _hits / _steps, _shown.AsSpan().Count((byte)1),
            epsilon, _loss / Math.Max(1, _updates), _value / Math.Max(1, _updates), latest);
        _shown.AsSpan().Clear();
        (_reward, _hits, _steps, _sessions, _loss, _value, _updates) = (0, 0, 0, 0, 0, 0, 0);
        return progress;
    }

    internal void Save(IDictionary<string, TensorEntry> entries, string prefix)
    {
        entries[prefix + "sums"] = TensorEntry.Of([_reward, _hits, _steps, _sessions, _loss, _value, _updates]);
        entries[prefix + "shown"] = TensorEntry.Of(_shown.ToArray());
    }

    internal void Load(TensorFile file, string prefix)
    {
        var sums = new double[7];
        file.CopyTo<double>(prefix + "sums", sums);
        file.CopyTo<byte>(prefix + "shown", _shown);
        (_reward, _hits, _steps, _sessions, _loss, _value, _updates) = (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }
}
