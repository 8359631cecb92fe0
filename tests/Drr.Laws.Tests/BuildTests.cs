using System.Diagnostics;

namespace Drr.Laws.Tests;

/// <summary>What the build asks of its surroundings, tried on a copy of its files.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("drr-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sources_are_told_from_tests_wherever_the_clone_lies()
    {
        var clone = Path.Combine(_folder, "src", "clone");
        Assert.Equal("true", Documented("src/Drr.Tensors"));
        Assert.NotEqual("true", Documented("tests/Drr.TestKit"));

        string Documented(string project)
        {
            Copy(clone, $"{project}/{Path.GetFileName(project)}.csproj");
            return Run(Path.Combine(clone, project), "dotnet", "msbuild", "-getProperty:GenerateDocumentationFile");
        }
    }

    [Fact]
    public void A_build_from_changed_sources_does_not_pass_for_its_commit()
    {
        const string Project = "src/Drr.Agent/Drr.Agent.csproj";
        Copy(_folder, Project);
        Run(_folder, "git", "init", "-q");
        Run(_folder, "git", "add", ".");
        Run(_folder, "git", "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "first");
        Assert.Equal("1a2b3c", Revision());
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "no source");
        Assert.Equal("1a2b3c", Revision());
        File.AppendAllText(Path.Combine(_folder, Project), "<!-- changed -->");
        Assert.Equal("1a2b3c.changed", Revision());

        string Revision() => Run(Path.Combine(_folder, "src/Drr.Agent"), "dotnet", "msbuild",
            "-target:MarkChangedSources", "-property:SourceRevisionId=1a2b3c", "-getProperty:SourceRevisionId");
    }

    private static void Copy(string folder, string project)
    {
        string[] shared = ["Directory.Build.props", "Directory.Packages.props", "global.json", "src/Directory.Build.props"];
        foreach (var file in shared.Append(project))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(folder, file), overwrite: true);
        }
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output.Trim();
    }
}
