using Drr.Agent.Evaluation.Statistics;

namespace Drr.Cli.Commands;

/// <summary>A figure over seeds.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Middle">The interquartile mean.</param>
/// <param name="Low">The lowest.</param> <param name="High">The highest.</param>
/// <param name="Seeds">One value a seed.</param>
internal sealed record SeedFigure(string Name, double Middle, double Low, double High, IReadOnlyList<double> Seeds)
{
    internal static SeedFigure Of(string name, IEnumerable<double> seeds)
    {
        double[] values = [.. seeds];
        return new(name, InterquartileMean.Of(values), values.Min(), values.Max(), values);
    }
}
