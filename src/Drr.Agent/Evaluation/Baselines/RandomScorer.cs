using System.Globalization;
using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Evaluation.Baselines;

/// <summary>An order drawn at random, another for each user but always the same for one user.</summary>
public sealed class RandomScorer(ulong seed) : IScorer
{
    private readonly Rng _rng = new(seed);

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var rng = _rng.Fork(string.Create(CultureInfo.InvariantCulture, $"user {observation.User}"));
        foreach (ref var score in scores)
        {
            score = rng.NextSingle();
        }
    }
}
