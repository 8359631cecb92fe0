using System.Diagnostics;
using Drr.TestKit;

namespace Drr.Lessons.Tests;

/// <summary>Every exercise is open as shipped, solved by its answer, and not by a wrong one. Answers are put into the holes of
/// the lessons themselves, so there is no second copy of a lesson that could drift.</summary>
public sealed class ExerciseTests(ExerciseTests.Filled filled) : IClassFixture<ExerciseTests.Filled>
{
    [Theory, MemberData(nameof(Course.Lessons), MemberType = typeof(Course))]
    public async Task An_exercise_is_open_as_shipped(int lesson)
    {
        var (exitCode, output) = await Course.Run(Course.Program, $"{lesson}", "check");
        Assert.True(exitCode == 1, output);
        Assert.Matches("^Asked: .+\nNot yet: .+\n", output.ReplaceLineEndings("\n"));
    }

    [Theory, MemberData(nameof(Course.Lessons), MemberType = typeof(Course))]
    public async Task Its_answer_solves_it(int lesson)
    {
        var (exitCode, output) = await Course.Run(filled.Program(""), $"{lesson}", "check");
        Assert.True(exitCode == 0, output);
        Assert.EndsWith("Solved.\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Course.Lessons), MemberType = typeof(Course))]
    public async Task A_wrong_answer_does_not(int lesson)
    {
        var (exitCode, output) = await Course.Run(filled.Program("-wrong"), $"{lesson}", "check");
        Assert.True(exitCode == 1, output);
        Assert.Contains("Not yet: ", output, StringComparison.Ordinal);
    }

    /// <summary>The program with all holes filled, with right answers or wrong ones, built once for all tests.</summary>
    public sealed class Filled : IDisposable
    {
        private static readonly string[] s_engine =
            ["Drr.Agent", "Drr.Autodiff", "Drr.Tensors", "System.Numerics.Tensors", "MathNet.Numerics", "Google.Protobuf"];

        private readonly TemporaryFolder _folder = new();
        private readonly Dictionary<string, Lazy<string>> _programs;

        public Filled() =>
            _programs = new[] { "", "-wrong" }.ToDictionary(kind => kind, kind => new Lazy<string>(() => Build(kind)));

        public string Program(string kind) => _programs[kind].Value;

        public void Dispose() => _folder.Dispose();

        private string Build(string kind)
        {
            var sources = Directory.CreateDirectory(Path.Combine(_folder.Path, $"answers{kind}")).FullName;
            foreach (var source in Directory.GetFiles(Course.Folder, "*.cs"))
            {
                File.Copy(source, Path.Combine(sources, Path.GetFileName(source)));
            }

            for (var lesson = 1; lesson <= Course.Lessons.Count; lesson++)
            {
                var answer = Course.ReadText(Path.Combine(Course.Folder, "answers", $"{lesson:00}{kind}.txt"));
                var (path, text) = (Course.SourceOf(lesson), Course.ReadText(Course.SourceOf(lesson)));
                Assert.Single(Course.Hole().Matches(text));
                var solved = Course.Hole().Replace(text, answer.Replace("$", "$$", StringComparison.Ordinal));
                File.WriteAllText(Path.Combine(sources, Path.GetFileName(path)), solved);
            }

            var program = Path.Combine(sources, "Drr.Lessons.csproj");
            File.WriteAllText(program, Project);
            string[] arguments = ["build", program, "-c", "Release", "-o", Path.Combine(sources, "out"), "-v", "q"];
            var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
            using var build = Process.Start(start)!;
            var output = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            Assert.True(build.ExitCode == 0, output);
            return Path.Combine(sources, "out", "Drr.Lessons.dll");
        }

        /// <summary>A project that takes the built engine as it is, which is faster than building it again.</summary>
        private static string Project => $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <UseSharedCompilation>false</UseSharedCompilation>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(s_engine.Select(name => $"<Reference Include=\"{AppContext.BaseDirectory}{name}.dll\" />"))}
              </ItemGroup>
            </Project>
            """;
    }
}
