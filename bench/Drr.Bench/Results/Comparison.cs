using static System.FormattableString;

namespace Drr.Bench.Results;

/// <summary>Whether a later run is slower than an earlier one beyond noise.</summary>
/// <remarks>Times count in units of their own run's peak, so that a clock that ran slower that day is not our fault. A row is
/// slower if both hold: its median is more than <see cref="Tolerance"/> longer, and the middle halves of the two runs' samples
/// lie apart, from quartile to quartile. A row that only one run has is named and decides nothing.</remarks>
public static class Comparison
{
    /// <summary>Medians of two runs of the same program differ by this much without a cause.</summary>
    public const double Tolerance = 0.05;

    /// <summary>Exit code of a regression, as the command line's "refused".</summary>
    public const int Regression = 5;

    /// <summary>Prints a line a row.</summary>
    /// <returns>0, or <see cref="Regression"/> if a row is slower.</returns>
    /// <exception cref="InvalidDataException">The runs are of different machines or have no row in common.</exception>
    public static int Run(ResultFile before, ResultFile after, TextWriter output)
    {
        if (before.Machine.Processor != after.Machine.Processor || before.Machine.InstructionSet != after.Machine.InstructionSet)
        {
            throw new InvalidDataException(
                $"The runs are of {before.Machine.Processor} ({before.Machine.InstructionSet}) and {after.Machine.Processor} "
                + $"({after.Machine.InstructionSet}); only runs of one processor can be compared.");
        }

        var earlier = before.Rows.ToDictionary(row => row.Name);
        var common = after.Rows.Where(row => earlier.ContainsKey(row.Name)).ToList();
        if (common.Count == 0)
        {
            throw new InvalidDataException("The runs have no row in common.");
        }

        var slower = 0;
        foreach (var row in common)
        {
            var verdict = Judge(earlier[row.Name], row, after.PeakOperations / before.PeakOperations, out var change);
            slower += verdict == Verdict.Slower ? 1 : 0;
            output.WriteLine(Invariant($"{change,7:+0.0 %;-0.0 %}  {Word(verdict),-7} {row.Name}"));
        }

        foreach (var row in earlier.Values.ExceptBy(common.Select(row => row.Name), row => row.Name))
        {
            output.WriteLine($"   gone          {row.Name}");
        }

        output.WriteLine(Invariant($"{slower} of {common.Count} rows slower."));
        return slower > 0 ? Regression : 0;
    }

    private static Verdict Judge(ResultRow before, ResultRow after, double peakRatio, out double change)
    {
        var (earlier, later) = (before.Seconds, after.Seconds);
        change = (later.Median * peakRatio / earlier.Median) - 1;
        return change > Tolerance && later.Lower * peakRatio > earlier.Upper ? Verdict.Slower
            : change < -Tolerance && later.Upper * peakRatio < earlier.Lower ? Verdict.Faster
            : Verdict.Same;
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Slower => "SLOWER",
        Verdict.Faster => "faster",
        _ => "",
    };

    private enum Verdict
    {
        Same,
        Faster,
        Slower,
    }
}
