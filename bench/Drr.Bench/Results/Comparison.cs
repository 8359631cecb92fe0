using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Bench.Results;

/// <summary>Whether a later state of the code is slower than an earlier one beyond noise.</summary>
/// <remarks>Times count in units of their own run's peak, so that a clock that ran slower that day is not our fault. A row is
/// slower if all hold: its median is more than <see cref="Tolerance"/> longer, and by more than runs of the same side differ, and
/// the two sides lie apart. With several runs a side the median is that of the runs, and the sides reach from the fastest to the
/// slowest. With one a side they reach from quartile to quartile of its samples, which were taken in one second and do not know
/// how runs differ: of 50 rows, 6 were called slower between two runs of the same code, and the output says so. A row that only
/// one side has is named and decides nothing.
/// </remarks>
public static class Comparison
{
    /// <summary>Medians of two runs of the same program differ by this much without a cause.</summary>
    public const double Tolerance = 0.05;

    /// <summary>Exit code of a regression, as the command line's "refused".</summary>
    public const int Regression = 5;

    private const string Usage = "compare BEFORE AFTER, or with several runs a side compare BEFORE... -- AFTER...";

    /// <summary>The files of the two sides: two of them, or any number on either side of <c>--</c>.</summary>
    /// <exception cref="ArgumentException">They are neither.</exception>
    public static (string[] Before, string[] After) Sides(string[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var parting = Array.IndexOf(files, "--");
        var (before, after) = parting >= 0 ? (files[..parting], files[(parting + 1)..])
            : files.Length == 2 ? (files[..1], files[1..])
            : ([], []);
        return before.Length > 0 && after.Length > 0 && !after.Contains("--")
            ? (before, after) : throw new ArgumentException(Usage);
    }

    /// <summary>Prints a line a row.</summary>
    /// <param name="before">Runs of the earlier state, one or more.</param> <param name="after">Of the later one.</param>
    /// <param name="output">Takes the lines.</param>
    /// <returns>0, or <see cref="Regression"/> if a row is slower.</returns>
    /// <exception cref="InvalidDataException">The runs are of different machines or have no row in common.</exception>
    public static int Run(IReadOnlyList<ResultFile> before, IReadOnlyList<ResultFile> after, TextWriter output)
    {
        var first = before[0].Machine;
        foreach (var other in before.Concat(after).Select(run => run.Machine))
        {
            if ((other.Processor, other.InstructionSet) != (first.Processor, first.InstructionSet))
            {
                throw new InvalidDataException(
                    $"The runs are of {first.Processor} ({first.InstructionSet}) and {other.Processor} "
                    + $"({other.InstructionSet}); only runs of one processor can be compared.");
            }
        }

        string[] common = [.. after.Concat(before).Select(Names).Aggregate((all, names) => all.Intersect(names))];
        if (common.Length == 0)
        {
            throw new InvalidDataException("The runs have no row in common.");
        }

        var slower = 0;
        foreach (var name in common)
        {
            var verdict = Judge(Cost(before, name), Cost(after, name), out var change);
            slower += verdict == Verdict.Slower ? 1 : 0;
            output.WriteLine(Invariant($"{change,7:+0.0 %;-0.0 %}  {Word(verdict),-7} {name}"));
        }

        foreach (var name in before.SelectMany(Names).Distinct().Except(common))
        {
            output.WriteLine($"   gone          {name}");
        }

        output.WriteLine(Invariant($"{slower} of {common.Length} rows slower."));
        if (before.Count == 1 || after.Count == 1)
        {
            output.WriteLine(
                "One run a side cannot tell how runs differ: measure what is slower again, three runs a side are better.");
        }

        return slower > 0 ? Regression : 0;
    }

    private static IEnumerable<string> Names(ResultFile run) => run.Rows.Select(row => row.Name);

    /// <summary>Operations of the peak that a call of a row takes the time of: of the runs, or of the samples
    /// of the only one.</summary>
    private static Spread Cost(IReadOnlyList<ResultFile> side, string name)
    {
        Spread[] runs = [.. side.Select(run => Times(run.Rows.First(row => row.Name == name).Seconds, run.PeakOperations))];
        return runs is [var only] ? only : Spread.Of(runs.Select(run => run.Median).ToArray()) with
        {
            Lower = runs.Min(run => run.Median), Upper = runs.Max(run => run.Median),
        };
    }

    private static Spread Times(Spread seconds, double rate) =>
        seconds with { Median = seconds.Median * rate, Lower = seconds.Lower * rate, Upper = seconds.Upper * rate };

    private static Verdict Judge(Spread earlier, Spread later, out double change)
    {
        change = (later.Median / earlier.Median) - 1;
        var noise = Math.Max(earlier.Upper / earlier.Lower, later.Upper / later.Lower) - 1;
        return Math.Abs(change) <= Math.Max(Tolerance, noise) ? Verdict.Same
            : later.Lower > earlier.Upper ? Verdict.Slower
            : later.Upper < earlier.Lower ? Verdict.Faster
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
