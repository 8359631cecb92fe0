using System.Text.Json;
using System.Xml.Linq;

namespace Drr.Laws.Tests;

/// <summary>Every lock file fits its project, those that no build of the solution restores included: a restore would change none.
/// What NuGet would have to download to say so is gigabytes.</summary>
public sealed class LockFileTests
{
    private static readonly XDocument s_shared = Document("Directory.Build.props");
    private static readonly XDocument s_sources = Document("src/Directory.Build.props");

    private static readonly Dictionary<string, string> s_versions =
        XDocument.Parse(Repository.ReadText("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(e => e.Attribute("Include")!.Value, e => e.Attribute("Version")!.Value);

    public static TheoryData<string> Projects =>
    [
        .. new[] { "src", "tests", "bench" }.SelectMany(Repository.Folders)
            .Select(folder => $"{folder}/{Path.GetFileName(folder)}.csproj"),
        "lessons/Drr.Lessons.csproj",
    ];

    [Theory, MemberData(nameof(Projects))]
    public void A_lock_file_holds_what_its_project_and_those_below_it_ask_for(string project)
    {
        var locked = Locked(project).ToLookup(package => package.Value.GetProperty("type").GetString());
        var direct = locked["Direct"].ToDictionary(package => package.Name, package => Text(package, "requested"));
        Assert.Equal(Packages(project), direct);
        Assert.All(locked["CentralTransitive"], package =>
            Assert.Equal(AtLeast(s_versions[package.Name]), Text(package, "requested")));
        var below = new Dictionary<string, Dictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        AddBelow(project, below);
        var names = locked["Project"].Select(package => package.Name).ToHashSet();
        Assert.Equal(below.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase), names);
        Assert.All(locked["Project"], package => Assert.Equal(below[package.Name], Dependencies(package)));
    }

    /// <summary>What a project asks for, and the range that the lock file has for it.</summary>
    /// <param name="project">Its file.</param> <param name="passedOn">Only what projects above it get too.</param>
    private static Dictionary<string, string> Packages(string project, bool passedOn = false)
    {
        var shared = project.EndsWith(".Tests.csproj", StringComparison.Ordinal) ? s_shared.Descendants("PackageReference")
            : project.StartsWith("src/", StringComparison.Ordinal) ? s_sources.Descendants("PackageReference") : [];
        var asked = shared.Concat(Document(project).Descendants("PackageReference"));
        return asked.Where(e => !passedOn || e.Attribute("PrivateAssets")?.Value != "all").ToDictionary(
            e => e.Attribute("Include")!.Value,
            e => AtLeast(e.Attribute("VersionOverride")?.Value ?? s_versions[e.Attribute("Include")!.Value]));
    }

    private static void AddBelow(string project, Dictionary<string, Dictionary<string, string>> below)
    {
        foreach (var reference in References(project).Where(reference => !below.ContainsKey(Name(reference))))
        {
            var projects = References(reference).ToDictionary(Name, _ => AtLeast(Version));
            below[Name(reference)] = Packages(reference, passedOn: true).Concat(projects)
                .ToDictionary(StringComparer.OrdinalIgnoreCase);
            AddBelow(reference, below);
        }
    }

    private static string Version => s_shared.Descendants("Version").Single().Value;

    private static string Name(string project) =>
        Document(project).Descendants("PackageId").SingleOrDefault()?.Value
        ?? Document(project).Descendants("AssemblyName").SingleOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> References(string project) =>
        from reference in Document(project).Descendants("ProjectReference")
        let path = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)
        select Path.GetRelativePath(Repository.Root, path);

    private static XDocument Document(string project) => XDocument.Parse(Repository.ReadText(project));

    private static JsonElement.ObjectEnumerator Locked(string project)
    {
        var text = Repository.ReadText(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"));
        var frameworks = JsonDocument.Parse(text).RootElement.GetProperty("dependencies").EnumerateObject();
        return Assert.Single(frameworks).Value.EnumerateObject();
    }

    private static Dictionary<string, string> Dependencies(JsonProperty package) =>
        package.Value.TryGetProperty("dependencies", out var found)
            ? found.EnumerateObject().ToDictionary(d => d.Name, d => d.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
            : [];

    private static string Text(JsonProperty package, string name) => package.Value.GetProperty(name).GetString()!;

    private static string AtLeast(string version) => $"[{version}, )";
}
