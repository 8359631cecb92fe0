using Drr.Tensors;

namespace Drr.Agent.Policies;

/// <summary>Exploration, in training only: with probability epsilon a random item is shown, else Gaussian noise is
/// added to the action.</summary>
/// <remarks>Epsilon falls with every environment step, explored or not.</remarks>
/// <param name="options">Epsilon's schedule and the noise.</param> <param name="rng">Source of every choice.</param>
internal sealed class Exploration(PolicyOptions options, Rng rng)
{
    private readonly LinearSchedule _epsilon = new(options.EpsilonStart, options.EpsilonEnd, options.EpsilonSteps);

    /// <summary>Probability of a random item at an environment step.</summary>
    public double Epsilon(long step) => _epsilon.At(step);

    /// <summary>Draws whether this step shows a random item.</summary>
    public bool ShowsRandomItem(long step) => rng.NextDouble() < Epsilon(step);

    /// <summary>Adds noise to an action.</summary>
    /// <param name="action">[k], changed in place.</param>
    public void AddNoise(Span<float> action)
    {
        for (var i = 0; i < action.Length && options.Noise > 0; i++)
        {
            action[i] += options.Noise * (float)rng.NextGaussian();
        }
    }

    /// <summary>An item drawn uniformly from those that may be shown.</summary>
    /// <param name="unavailable">[items]</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public int RandomItem(ReadOnlySpan<bool> unavailable)
    {
        var available = unavailable.Count(false);
        if (available == 0)
        {
            throw new InvalidOperationException("No item is available; there is nothing left to show.");
        }

        var item = -1;
        for (var left = rng.NextInt(available); left >= 0; left--)
        {
            item += 1 + unavailable[(item + 1)..].IndexOf(false);
        }

        return item;
    }
}

/// <summary>A value that changes linearly and then stays.</summary>
/// <param name="Start">At step 0.</param>
/// <param name="End">From step <paramref name="Steps"/> on.</param>
/// <param name="Steps">0 or more.</param>
internal readonly record struct LinearSchedule(double Start, double End, long Steps)
{
    /// <summary>The value at a step, 0 or more.</summary>
    public double At(long step) => step >= Steps ? End : Start + ((End - Start) * step / Steps);
}
