using Drr.Tensors;

namespace Drr.Agent.Learning;

internal sealed partial class Trainer
{
    private const string Unreported = "trainer/unreported";

    /// <summary>Adds everything that a run needs to continue with the same bits: networks, targets, optimisers, replay memory,
    /// generators, counters.</summary>
    /// <param name="entries">Arrays by name.</param>
    /// <remarks>Call it between sessions: from a callback of <see cref="Run"/>, or after it.</remarks>
    public void Save(IDictionary<string, TensorEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Learner.Save(entries);
        _replay.Save(entries, "replay/");
        _window.Save(entries, "trainer/window/");
        entries["trainer/counters"] = TensorEntry.Of([StepCount, SessionCount, _users.Drawn, ValidationsSinceBest]);
        entries["trainer/best"] = TensorEntry.Of([BestFigure]);
        if (_unreported is { } before)
        {
            entries[Unreported] = TensorEntry.Of([before]);
        }

        entries["trainer/statistics"] = TensorEntry.Of(Numbers(Learner.Statistics));
        entries["trainer/exploration"] = Words(_explorationRng);
        entries["trainer/replay"] = Words(_replayRng);
    }

    /// <summary>Restores a saved run.</summary>
    /// <exception cref="InvalidDataException">An array is missing or does not fit the options; discard
    /// this trainer then.</exception>
    public void Load(TensorFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Learner.Load(file);
        _replay.Load(file, "replay/");
        _window.Load(file, "trainer/window/");
        var counters = new long[4];
        var best = new double[1];
        file.CopyTo<long>("trainer/counters", counters);
        file.CopyTo<double>("trainer/best", best);
        (StepCount, SessionCount, _users.Drawn, ValidationsSinceBest) = (counters[0], counters[1], counters[2], counters[3]);
        BestFigure = best[0];
        _unreported = file.Tensors.ContainsKey(Unreported) ? file.Values<long>(Unreported)[0] : null;
        var statistics = new double[5];
        file.CopyTo<double>("trainer/statistics", statistics);
        Learner.Statistics = Statistics(statistics);
        Restore(_explorationRng, file, "trainer/exploration");
        Restore(_replayRng, file, "trainer/replay");
    }

    // Saved because the next report may come before the next update.
    private static double[] Numbers(UpdateStatistics s) =>
        [s.CriticLoss, s.MeanValue, s.ActorObjective, s.CriticGradientNorm, s.ActorGradientNorm];

    private static UpdateStatistics Statistics(double[] n) =>
        new((float)n[0], (float)n[1], (float)n[2], n[3], n[4]);

    private static TensorEntry Words(Rng rng) => TensorEntry.Of([rng.State.S0, rng.State.S1, rng.State.S2, rng.State.S3]);

    private static void Restore(Rng rng, TensorFile file, string name)
    {
        var words = new ulong[4];
        file.CopyTo<ulong>(name, words);
        rng.State = new RngState(words[0], words[1], words[2], words[3]);
    }
}
