using System.Text.RegularExpressions;
using Drr.TestKit;

namespace Drr.Lessons.Tests;

/// <summary>What the pages show is what the lessons print, draw and say.</summary>
public sealed partial class PageTests
{
    public static TheoryData<string> Faults => ["leak", "targets", "state", "order", "sign"];

    public static TheoryData<int, string> Pictures => new()
    {
        { 1, "01-difference.svg" }, { 4, "04-fit.svg" }, { 8, "08-tree.svg" }, { 10, "10-critic.svg" },
    };

    /// <summary>All levels but the widest, where every lesson runs, and four lessons that pass through kernels, training,
    /// vectors and replay in a second or two.</summary>
    public static TheoryData<string, int> Levels
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (var level in InstructionSets.Levels.Keys.Where(level => level != "widest"))
            {
                foreach (var lesson in new[] { 2, 4, 6, 8 })
                {
                    rows.Add(level, lesson);
                }
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Course.Lessons), MemberType = typeof(Course))]
    public Task A_lesson_prints_what_the_page_shows(int lesson) => MustPrint("widest", "README.md", $"{lesson}");

    [Theory, MemberData(nameof(Levels))]
    public Task It_prints_the_same_on_narrower_instruction_sets(string level, int lesson) =>
        MustPrint(level, "README.md", $"{lesson}");

    [Theory, MemberData(nameof(Faults))]
    public Task An_experiment_prints_what_the_page_shows(string fault) =>
        MustPrint("widest", "how-it-was-found.md", $"fault {fault}");

    [Theory, MemberData(nameof(Faults))]
    public void An_experiment_on_the_page_is_the_one_that_runs(string fault)
    {
        var source = Course.ReadText(Path.Combine(Course.Folder, "Faults.cs"));
        var code = Regex.Match(source, $"// <{fault}>\n(.*?) *// </{fault}>", RegexOptions.Singleline).Groups[1].Value;
        var shown = Indent().Replace(code, "");
        Assert.True(shown.Length > 100, $"Faults.cs has no code between <{fault}> and </{fault}>.");
        var page = Course.ReadText(Path.Combine(Course.Folder, "how-it-was-found.md"));
        Assert.Contains($"```csharp\n{shown}```", page, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pictures))]
    public async Task A_picture_is_what_its_lesson_draws(int lesson, string name)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, name);
        var (exitCode, output) = await Course.Run(Course.Program, $"{lesson}", "draw", file);
        Assert.True(exitCode == 0, output);
        Assert.Equal(Course.ReadText(Path.Combine(Course.Folder, "pictures", name)), Course.ReadText(file));
        var page = Course.ReadText(Path.Combine(Course.Folder, "README.md"));
        Assert.Contains($"(pictures/{name})", page, StringComparison.Ordinal);
    }

    [Theory, InlineData("0"), InlineData("13"), InlineData("two"), InlineData("3", "chekc"), InlineData("fault", "none")]
    public async Task A_command_that_does_not_exist_shows_those_that_do(params string[] arguments)
    {
        var (exitCode, output) = await Course.Run(Course.Program, arguments);
        Assert.Equal(2, exitCode);
        Assert.StartsWith("usage:", output, StringComparison.Ordinal);
    }

    private static async Task MustPrint(string level, string page, string arguments)
    {
        var (exitCode, output) = await InstructionSets.Run(
            level, Course.Program, TestContext.Current.CancellationToken, arguments.Split(' '));
        Assert.True(exitCode == 0, output);
        var expected = Course.WithoutMeasured(Course.FenceOf(page, arguments));
        var printed = Course.WithoutMeasured(output.ReplaceLineEndings("\n"));
        Assert.True(expected == printed, $"{page} shows for '{arguments}' other than:\n{output}");
    }

    [GeneratedRegex("^    ", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
