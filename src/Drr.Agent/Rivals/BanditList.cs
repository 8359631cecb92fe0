using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Sessions;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Agent.Rivals;

/// <summary>The bandits that the agent is compared with in sessions, with the settings that they may be tuned over.</summary>
internal static class BanditList
{
    /// <summary>Default lambda where the log answers. Chosen on ML-1M's validation users among 1 to 100: mean reward of a session
    /// 1.28 with 30, .90 with 100, .87 with 10 (standard error .25); alpha 0 to .2 cannot be told apart.</summary>
    public const float LogPenalty = 30;

    /// <summary>Default lambda where the simulator answers. Chosen on sessions of 400 users in training among 1 to 1,000; 100 to
    /// 500 do equally well, and alpha 0 and .1 cannot be told apart (docs/results/recommendation.md).</summary>
    public const float SimulatorPenalty = 300;

    private const int HiddenSize = 5;

    private static readonly float[] _explorations = [0.1f, 0, 0.3f], _penalties = [10, 30, 100, 300];

    /// <summary>In the order of a table; the first of each bandit's choices is the default.</summary>
    /// <param name="penalty">The default lambda.</param>
    public static IReadOnlyList<(string Name, IReadOnlyList<BanditOptions> Choices)> Of(float penalty)
    {
        BanditOptions[] choices =
        [
            .. from lambda in _penalties.Prepend(penalty).Distinct()
               from alpha in _explorations
               select new BanditOptions { Exploration = alpha, HiddenExploration = alpha, Penalty = lambda },
        ];
        return [("LinUCB", choices), ("HLinUCB", [.. choices.Select(choice => choice with { HiddenSize = HiddenSize })])];
    }

    /// <summary>Settings in words.</summary>
    public static string Describe(BanditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var hidden = options.HiddenSize == 0
            ? ""
            : Invariant($", {options.HiddenSize} hidden (alpha {options.HiddenExploration}, lambda {options.HiddenPenalty})");
        return Invariant($"alpha {options.Exploration}, lambda {options.Penalty}{hidden}");
    }
}

/// <summary>Settings of a <see cref="LinearBandit"/>.</summary>
internal sealed record BanditOptions
{
    /// <summary>alpha: how many standard deviations of an item's reward are added to its mean, 0 or
    /// more; 0 never explores.</summary>
    public float Exploration { get; init; } = 0.1f;

    /// <summary>lambda: L2 penalty on the distance of a user's weights from those of all users, above 0.</summary>
    public float Penalty { get; init; } = 30;

    /// <summary>Hidden features an item, learned; 0 for LinUCB, more for HLinUCB.</summary>
    public int HiddenSize { get; init; }

    /// <summary>alpha of the uncertainty about the hidden features, 0 or more.</summary>
    public float HiddenExploration { get; init; } = 0.1f;

    /// <summary>lambda of the hidden features: L2 penalty on their distance from their random start, above 0.</summary>
    public float HiddenPenalty { get; init; } = 100;
}

/// <summary>The sessions in which bandits are trained and tuned.</summary>
/// <param name="Embeddings">Their item vectors.</param>
/// <param name="Known">[users]: the rated items that a session starts from, and their rewards.</param>
/// <param name="KnownInWords">The same for the report.</param>
/// <param name="Penalty">Default lambda.</param>
/// <param name="Training">Sessions for training, with the feedback of the agent's training.</param>
/// <param name="TrainUsers">The users of these sessions.</param>
/// <param name="Tuning">Sessions by which settings are chosen.</param>
/// <param name="TuningUsers">The users of these sessions; the first thousand count.</param>
internal sealed record BanditWorld(
    EmbeddingTable Embeddings, IReadOnlyList<(int Item, float Reward)[]> Known, string KnownInWords, float Penalty,
    RecommendationEnvironment Training, IReadOnlyList<int> TrainUsers, RecommendationEnvironment Tuning,
    IReadOnlyList<int> TuningUsers)
{
    private const int MostTuningSessions = 1_000;

    /// <summary>Bandits trained with one session of every training user, and their settings.</summary>
    /// <param name="selection">Whether they are tuned.</param>
    /// <param name="seed">Of the order of users and of start values.</param>
    /// <param name="progress">Receives how many sessions a bandit has played.</param>
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
                (fit.Bandit, fit.Choice, Reward: tried.Count > 1 ? RewardOf(fit.Bandit) : (double?)null)).ToArray();
            var (bandit, options, reward) = fitted.MaxBy(fit => fit.Reward ?? 0);
            bandits.Add(bandit);
            notes.Add(new(name, $"{BanditList.Describe(options)}; {KnownInWords}", tried.Count, reward)
            {
                Trials = tried.Count == 1 ? []
                    : [.. fitted.Select(fit => new BaselineTrial(BanditList.Describe(fit.Choice), fit.Reward!.Value))],
            });
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
