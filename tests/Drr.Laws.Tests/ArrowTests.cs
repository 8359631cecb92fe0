using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Drr.Laws.Tests;

/// <summary>Dependencies go one way (docs/architecture.md): between projects, and between the stages of the agent.</summary>
public sealed partial class ArrowTests
{
    /// <summary>The stages of Drr.Agent in the order in which data passes them; each may use those before it.</summary>
    private static readonly string[] _stages =
    [
        "LinearAlgebra", "Data", "Embeddings", "Environments", "States", "Policies", "Recommending", "Replay", "Learning",
        "Sessions", "Rivals", "Evaluation", "Runs", "Studies",
    ];

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
            from file in AgentFiles()
            where file.Stage >= 0
            from used in file.Uses.Append(file.Words.Where(s_rootRanks.Value.ContainsKey).Select(Rank).DefaultIfEmpty(-1).Max())
            where used > file.Stage
            select $"{file.Path} uses {_stages[used]}";

        Assert.Empty(wrong);
    }

    /// <summary>A type of the root namespace needs no using, so its name is looked for: it stands as high as the highest stage
    /// that it, or another type of the root that it names, stands on. The parts of a partial class are one type.</summary>
    [Fact]
    public void The_root_namespace_holds_what_stands_on_no_stage_and_what_stands_on_all()
    {
        Assert.Equal(-1, Rank("StageProgress"));
        Assert.Equal(Array.IndexOf(_stages, "Learning"), Rank("DrrOptions"));
        Assert.Equal(_stages.Length - 2, Rank("Pipeline")); // all but the studies, which call it
        Assert.Equal(_stages.Length - 2, Rank("TrainedRun")); // likewise
    }

    [Fact]
    public void Every_folder_of_the_agent_is_a_stage()
    {
        var folders = Repository.SourceFiles("src/Drr.Agent").Select(path => path.Split('/')).Where(parts => parts.Length > 3);
        Assert.Equal(_stages.Order(), folders.Select(parts => parts[2]).Distinct().Order());
    }

    private static readonly Lazy<Dictionary<string, int>> s_rootRanks = new(RootRanks);

    private static int Rank(string type) => s_rootRanks.Value[type];

    private static Dictionary<string, int> RootRanks()
    {
        AgentFile[] root = [.. AgentFiles().Where(file => file.Stage < 0)];
        var ranks = root.SelectMany(file => file.Types).Distinct().ToDictionary(type => type, _ => -1);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var file in root)
            {
                var words = file.Words.Where(ranks.ContainsKey).Select(word => ranks[word]);
                var rank = file.Uses.Concat(words).DefaultIfEmpty(-1).Max();
                foreach (var type in file.Types.Where(type => ranks[type] < rank))
                {
                    ranks[type] = rank;
                    changed = true;
                }
            }
        }

        return ranks;
    }

    /// <summary>A source file of the agent.</summary>
    /// <param name="Path">Relative to the root of the repository.</param> <param name="Stage">Place among the stages; -1 in the
    /// root.</param>
    /// <param name="Uses">The stages of its usings.</param> <param name="Types">What it declares.</param>
    /// <param name="Words">What its code names, comments left out.</param>
    private sealed record AgentFile(string Path, int Stage, int[] Uses, string[] Types, HashSet<string> Words);

    private static IEnumerable<AgentFile> AgentFiles() =>
        from path in Repository.SourceFiles("src/Drr.Agent")
        let lines = Repository.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        let code = string.Join('\n', lines)
        select new AgentFile(
            path, Array.IndexOf(_stages, path.Split('/')[2]),
            [.. UsingStage().Matches(code).Select(match => Array.IndexOf(_stages, match.Groups[1].Value))],
            [.. DeclaredType().Matches(code).Select(match => match.Groups[1].Value)],
            [.. Word().Matches(code).Select(match => match.Value)]);

    [GeneratedRegex(@"^using (?:static )?Drr\.Agent\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingStage();

    [GeneratedRegex(@"^(?:\w+ )*(?:class|struct|interface|enum|record) (\w+)", RegexOptions.Multiline)]
    private static partial Regex DeclaredType();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Parse(Repository.ReadText($"src/{project}/{project}.csproj")).Descendants(name)
            .Select(e => e.Attribute("Include")!.Value);
}
