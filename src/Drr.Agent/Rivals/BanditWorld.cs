using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Recommending;
using Drr.Agent.Sessions;
using Drr.Tensors;

namespace Drr.Agent.Rivals;

/// <summary>Where bandits learn and are tuned.</summary>
/// <param name="Embeddings">Their item vectors.</param>
/// <param name="Known">What sessions start from.</param> <param name="KnownInWords">The same for the card.</param>
/// <param name="Penalty">Default lambda.</param>
/// <param name="Training">Answers as it does in the agent's training.</param>
/// <param name="TrainUsers">Who plays in it.</param>
/// <param name="Tuning">Sessions that choose settings.</param>
/// <param name="TuningUsers">Who plays them; the first thousand.</param>
internal sealed record BanditWorld(
    EmbeddingTable Embeddings, KnownRatings Known, string KnownInWords, float Penalty,
    RecommendationEnvironment Training, IReadOnlyList<int> TrainUsers, RecommendationEnvironment Tuning,
    IReadOnlyList<int> TuningUsers)
{
    private const int MostTuningSessions = 1_000;

    /// <summary>Bandits that have played one session with every training user, and their settings.</summary>
    /// <param name="selection">Whether they are tuned.</param>
    /// <param name="seed">Of the order of users and of start values.</param>
    /// <param name="progress">Told how many sessions a bandit has played.</param>
    /// <param name="cancellation">Stops between two sessions.</param>
    internal (IReadOnlyList<ISessionPolicy> Bandits, IReadOnlyList<BaselineNote> Notes) Train(
        BaselineSelection selection, ulong seed, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        int[] users = [.. TrainUsers.Where(Training.CanStart)];
        int[] tuning = [.. TuningUsers.Where(Tuning.CanStart).Take(MostTuningSessions)];
        new Rng(seed).Fork("bandit users").Shuffle<int>(users);
        var (bandits, notes) = (new List<ISessionPolicy>(), new List<BaselineNote>());
        foreach (var (name, choices) in BanditList.Of(Penalty))
        {
            var tried = selection == BaselineSelection.Tuned && tuning.Length > 0 ? choices : [.. choices.Take(1)];
            var fitted = tried.Select(choice => (Bandit: Fit(name, choice), Choice: choice)).Select(fit =>
                (fit.Bandit, fit.Choice, Reward: tried.Count > 1 ? RewardOf(fit.Bandit) : (double?)null));
            var (bandit, options, reward) = fitted.MaxBy(fit => fit.Reward ?? 0);
            bandits.Add(bandit);
            notes.Add(new(name, $"{BanditList.Describe(options)}; {KnownInWords}", tried.Count, reward));
        }

        return (bandits, notes);

        LinearBandit Fit(string name, BanditOptions choice)
        {
            var bandit = new LinearBandit(name, Embeddings, Known, choice, new Rng(seed).Fork(name));
            bandit.Train(Training, users, done =>
            {
                cancellation.ThrowIfCancellationRequested();
                progress.Report($"train {name}", done, users.Length, BanditList.Describe(choice));
            });
            return bandit;
        }

        double RewardOf(LinearBandit bandit) =>
            tuning.Average(user => PlayedSession.RewardOf(Tuning, user, bandit, cancellation));
    }
}
