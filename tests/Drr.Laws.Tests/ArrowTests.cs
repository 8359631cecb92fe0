using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Drr.Laws.Tests;

/// <summary>Dependencies go one way (docs/architecture.md): between projects, and between the stages of the agent.</summary>
public sealed partial class ArrowTests
{
    /// <summary>The stages of Drr.Agent in the order in which data passes them; each may use those before it.</summary>
    private static readonly string[] _stages =
        ["Data", "Embeddings", "Environments", "States", "Policies", "Replay", "Learning", "Evaluation", "Runs", "Studies"];

    public static TheoryData<string, string[]> Projects => new()
    {
        { "Drr.Tensors", [] },
        { "Drr.Autodiff", ["Drr.Tensors"] },
        { "Drr.Agent", ["Drr.Autodiff"] },
        { "Drr.Analysis", ["Drr.Agent"] },
        { "Drr.Export", ["Drr.Agent"] },
        { "Drr.Web", ["Drr.Agent"] },
        { "Drr.Cli", ["Drr.Agent", "Drr.Analysis", "Drr.Export", "Drr.Web"] },
    };

    [Theory, MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_below_it(string project, string[] allowed)
    {
        var references = Elements(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(allowed, references);
    }

    [Fact]
    public void Only_the_tensor_project_takes_vector_primitives_from_a_package()
    {
        foreach (var project in Projects.Select(row => row.Data.Item1))
        {
            Assert.Equal(project == "Drr.Tensors", Elements(project, "PackageReference").Contains("System.Numerics.Tensors"));
        }
    }

    [Fact]
    public void A_stage_uses_only_stages_before_it()
    {
        var wrong =
            from path in Repository.SourceFiles("src/Drr.Agent")
            let stage = Array.IndexOf(_stages, path.Split('/')[2])
            where stage >= 0
            from line in Repository.ReadLines(path)
            let used = UsingStage().Match(line)
            where used.Success && Array.IndexOf(_stages, used.Groups[1].Value) > stage
            select $"{path}: {line}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_agent_is_a_stage()
    {
        var folders = Repository.SourceFiles("src/Drr.Agent").Select(path => path.Split('/')).Where(parts => parts.Length > 3);
        Assert.Equal(_stages.Order(), folders.Select(parts => parts[2]).Distinct().Order());
    }

    [GeneratedRegex(@"^using (?:static )?Drr\.Agent\.(\w+)")]
    private static partial Regex UsingStage();

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Parse(Repository.ReadText($"src/{project}/{project}.csproj")).Descendants(name)
            .Select(e => e.Attribute("Include")!.Value);
}
