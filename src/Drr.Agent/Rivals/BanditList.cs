using static System.FormattableString;

namespace Drr.Agent.Rivals;

/// <summary>The bandits that stand beside the agent where sessions are played, with the settings that they may be tuned
/// over.</summary>
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

    /// <summary>In the order of a table; of each one's choices the first is the default.</summary>
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
    /// <summary>alpha: deviations of an item's reward that are added to its mean, 0 or more; 0 never explores.</summary>
    public float Exploration { get; init; } = 0.1f;

    /// <summary>lambda: how hard a user is held to the mean of all, above 0.</summary>
    public float Penalty { get; init; } = 30;

    /// <summary>Hidden features an item, learned; 0 for LinUCB, more for HLinUCB.</summary>
    public int HiddenSize { get; init; }

    /// <summary>alpha of what is not known of the hidden features, 0 or more.</summary>
    public float HiddenExploration { get; init; } = 0.1f;

    /// <summary>lambda of the hidden features: how hard they are held to their random start, above 0.</summary>
    public float HiddenPenalty { get; init; } = 100;
}
