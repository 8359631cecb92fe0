using System.Text;
using System.Text.RegularExpressions;
using Drr.Tensors.Measuring;
using static System.FormattableString;

namespace Drr.Bench.Results;

/// <summary>A run of the benchmark classes as a document: a table a family, with a sentence on what limits it.</summary>
public static partial class FamilyDocument
{
    private static readonly Dictionary<string, string> s_sentences = new()
    {
        ["Activations"] = "One pass over a layer's output: memory limits ReLU and derivatives, arithmetic tanh and exponentials.",
        ["MatMul"] =
            "A product reads each number many times, so multiply-adds limit it; a single row is limited by reading the weights.",
        ["Rows"] = "Rows moved as they are, or summed on the way; random rows of a large table come from the third-level cache.",
        ["Updates"] = "One pass over all parameters, which memory limits: each number is read once and written once.",
        ["Learning"] =
            "Draws, products, gradients, Adam, targets and new priorities; of them only multiply-adds of products count as work.",
        ["Ranking"] = "One product with all items, and the best ten kept in one pass; the vector primitives sort all scores.",
        ["Replay"] =
            "64 draws by priority and 64 new priorities; a cache line holds a node of eight children, but one level of a binary "
            + "tree.",
        ["MovieLens"] = "The whole of ML-1M read, in a warm process; and one pass of PMF over 800,000 of its ratings.",
    };

    /// <summary>The text.</summary>
    /// <param name="machine">On what.</param> <param name="tools">Versions of what measured.</param>
    /// <param name="command">Which run.</param>
    /// <param name="peakOperations">A second, in registers.</param> <param name="peakBytes">A second,
    /// in the second-level cache.</param>
    /// <param name="rows">In the order of the benchmarks.</param>
    public static string Of(
        Machine machine, string tools, string command, double peakOperations, double peakBytes, IReadOnlyList<FamilyRow> rows)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var text = new StringBuilder("# Kernels\n\n");
        text.Append(Invariant($"""
            {machine.Processor}, {machine.InstructionSet}, {machine.Threads} threads, of which one is used; {machine.Runtime};
            {machine.System}; {tools}.
            Peaks of a core in this run: {peakOperations / 1e9:F0} GFLOP/s of multiply-adds in registers,
            {peakBytes / 1e9:F0} GB/s of copying in the second-level cache.

            Made by `{command}`.
            Every form is checked to give the same result before it is timed. Times are medians, with the quartiles between
            which half of the iterations lie; GB/s counts what a call must read and write at least.

            """));
        foreach (var family in rows.GroupBy(row => row.Family))
        {
            text.Append($"\n## {family.Key}\n\n{s_sentences.GetValueOrDefault(family.Key)}\n\n");
            text.Append("| work | form | time | middle half | rate | of peak | memory |\n|---|---|---|---|---|---|---|\n");
            foreach (var row in family)
            {
                var peak = row.IsArithmetic ? peakOperations : peakBytes;
                var rate = row.Amount / row.Seconds.Median;
                text.Append("| ").AppendJoin(" | ",
                    row.Work.Length > 0 ? row.Work : Form(row.Form),
                    row.Work.Length > 0 ? Form(row.Form) : "ours", // a class without parameters: each method is a work of its own
                    Time(row.Seconds.Median),
                    $"{Time(row.Seconds.Lower)} - {Time(row.Seconds.Upper)}",
                    rate is null ? "" : Invariant($"{rate / 1e9:0.0} {(row.IsArithmetic ? "GFLOP/s" : "GB/s")}"),
                    rate is null ? "" : Invariant($"{rate / peak:P0}"),
                    Invariant($"{row.AllocatedBytes:N0} B")).Append(" |\n");
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>A method's name in words.</summary>
    private static string Form(string method) => method switch
    {
        "Plain" => "plain twin",
        "Primitives" => "vector primitives",
        _ => Capital().Replace(method, match => (match.Index > 0 ? " " : "") + match.Value.ToLowerInvariant()),
    };

    private static string Time(double seconds) => seconds switch
    {
        < 1e-3 => Invariant($"{seconds * 1e6:0.00} us"),
        < 1 => Invariant($"{seconds * 1e3:0.00} ms"),
        _ => Invariant($"{seconds:0.00} s"),
    };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
