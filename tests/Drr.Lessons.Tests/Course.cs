using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Drr.TestKit;

namespace Drr.Lessons.Tests;

/// <summary>The lessons as a reader has them: sources and pages, and the built program.</summary>
internal static partial class Course
{
    /// <summary>The folder <c>lessons</c> of the source tree.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../lessons"));

    /// <summary>The program as it is shipped.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Drr.Lessons.dll");

    public static TheoryData<int> Lessons => [.. Enumerable.Range(1, 12)];

    /// <summary>The source of a lesson.</summary>
    public static string SourceOf(int lesson) => Directory.GetFiles(Folder, $"{lesson:00}-*.cs").Single();

    /// <summary>What stands between the two markers of a hole.</summary>
    [GeneratedRegex(@"(?<=// <hole>\n).*?(?= *// </hole>)", RegexOptions.Singleline)]
    public static partial Regex Hole();

    /// <summary>What a page says that the program prints for some arguments.</summary>
    public static string FenceOf(string page, string arguments)
    {
        var text = ReadText(Path.Combine(Folder, page));
        var fence = Regex.Match(text, $"--project lessons -- {arguments}\n```\n\n```text\n(.*?)```", RegexOptions.Singleline);
        Assert.True(fence.Success, $"{page} has no output right after the command with '{arguments}'.");
        return fence.Groups[1].Value;
    }

    /// <summary>The same text with every number that depends on the machine taken out; such a number follows a ~.</summary>
    public static string WithoutMeasured(string text) => Measured().Replace(text, "~");

    /// <summary>Runs a program of lessons to its end.</summary>
    public static Task<(int ExitCode, string Output)> Run(string program, params string[] arguments) =>
        InstructionSets.Run("widest", program, TestContext.Current.CancellationToken, arguments);

    public static string ReadText(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    [GeneratedRegex(@"~ *\d+(\.\d+)?")]
    private static partial Regex Measured();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
