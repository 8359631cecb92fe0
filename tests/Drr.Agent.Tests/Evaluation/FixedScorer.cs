using Drr.Agent.Environments;
using Drr.Agent.Recommending;

namespace Drr.Agent.Tests.Evaluation;

/// <summary>Given scores for everybody; remembers the states that it was asked about.</summary>
internal sealed class FixedScorer(string name, params float[] scores) : IScorer
{
    public string Name => name;

    public List<(int User, int[] Items)> Asked { get; } = [];

    public void Score(Observation observation, Span<float> destination)
    {
        Asked.Add((observation.User, [.. observation.Items]));
        scores.CopyTo(destination);
    }
}
