using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Drr.Fuzz.Tests;

/// <summary>Gives a reader changed files until the time is over, and the committed ones that once broke it first. A reader may
/// refuse a file in its own words; it may not crash, hang, or take much memory.</summary>
/// <remarks>Two hundred files a reader where nothing else is said. For longer, in seconds a reader: <c>DRR_FUZZ_SECONDS=600
/// dotnet test --project tests/Drr.Fuzz.Tests -c Release</c>; another <c>DRR_FUZZ_SEED</c> gives other files. A file that
/// breaks a reader is written to <c>found/</c> beside the test program, before it is read, so that a crash leaves it: what stays
/// there belongs into <c>tests/Drr.Fuzz.Tests/Cases</c>.</remarks>
internal static class Fuzzing
{
    private const int Rounds = 200;
    private const long MostBytes = 1L << 30; // for a file of a few kilobytes
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly string[] s_telltales =
        ["System.", "CsvHelper", "Parquet.", "Exception", "Parameter '", "   at ", "MaxRecordSize", "SeparatorStream",];

    /// <summary>Runs a target.</summary>
    /// <param name="name">Of the target; its committed cases are in the folder of this name.</param>
    /// <param name="whole">Files that the reader takes.</param>
    /// <param name="read">Reads a file; gives what is wrong with how it went, or <c>null</c>.</param>
    public static void Run(string name, IReadOnlyList<byte[]> whole, Func<byte[], string?> read)
    {
        Assert.All(whole, bytes => Assert.Null(read(bytes)));
        var kept = Path.Combine(AppContext.BaseDirectory, "Cases", name);
        foreach (var file in Directory.Exists(kept) ? Directory.GetFiles(kept).Order() : Enumerable.Empty<string>())
        {
            Try(name, File.ReadAllBytes(file), read, $"the committed case {Path.GetFileName(file)}");
        }

        var seconds = Variable("DRR_FUZZ_SECONDS");
        var (mutator, clock, rounds) = (new Mutator(Variable("DRR_FUZZ_SEED") ?? 1), Stopwatch.StartNew(), 0);
        for (; seconds is { } limit ? clock.Elapsed.TotalSeconds < limit : rounds < Rounds; rounds++)
        {
            Try(name, mutator.Change(whole[rounds % whole.Count]), read, $"round {rounds}");
        }

        TestContext.Current.SendDiagnosticMessage($"{name}: {rounds} files in {clock.Elapsed.TotalSeconds:0} s");
        if (seconds is not null)
        {
            var line = FormattableString.Invariant($"{name}: {rounds:N0} files in {clock.Elapsed.TotalSeconds:0} s\n");
            File.AppendAllText("fuzzed.txt", line);
        }
    }

    /// <summary>What is wrong with a message for users: words of a library, or no file.</summary>
    public static string? FaultOf(string message) =>
        s_telltales.FirstOrDefault(word => message.Contains(word, StringComparison.Ordinal)) is { } word
            ? $"'{word}' in: {message}"
        : message.Trim().Length == 0 ? "an empty message"
        : null;

    private static void Try(string name, byte[] bytes, Func<byte[], string?> read, string what)
    {
        var file = Path.Combine("found", $"{name}-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}");
        Directory.CreateDirectory("found");
        File.WriteAllBytes(file, bytes);
        string? fault = null;
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                fault = read(bytes);
            }
            catch (Exception thrown)
            {
                fault = thrown.ToString();
            }

            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            fault ??= taken > MostBytes ? string.Create(CultureInfo.InvariantCulture, $"took {taken:N0} bytes") : null;
        })
        { IsBackground = true };
        thread.Start();
        var ended = thread.Join(s_patience);
        Assert.True(ended, $"{name}, {what}: not done after {s_patience.TotalSeconds} s; the file is {Path.GetFullPath(file)}");
        Assert.True(fault is null, $"{name}, {what}: {fault}\nthe file is {Path.GetFullPath(file)}");
        File.Delete(file);
    }

    private static ulong? Variable(string name) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
