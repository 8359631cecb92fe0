using static System.FormattableString;

namespace Drr.Agent.Evaluation.Bandits;

/// <summary>The bandits that stand beside the agent where sessions are played, with the settings that they may be tuned
/// over.</summary>
public static class BanditList
{
    /// <summary>Default lambda where the log answers. Chosen on ML-1M's validation users among 1 to 100: mean reward of a session
    /// 1.28 with 30, .90 with 100, .87 with 10 (standard error .25); alpha 0 to .2 cannot be told apart.</summary>
    public const float LogPenalty = 30;

    /// <summary>Default lambda where the simulator answers. Chosen on sessions of 400 users in training among 1 to 1,000; 100 to 500 do
    /// equally well, and alpha 0 and .1 cannot be told apart (docs/results/recommendation.md).</summary>
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
            ? "" : Invariant($", {options.HiddenSize} hidden (alpha {options.HiddenExploration}, lambda {options.HiddenPenalty})");
        return Invariant($"alpha {options.Exploration}, lambda {options.Penalty}{hidden}");
    }
}
