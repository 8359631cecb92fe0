using System.Text.RegularExpressions;

namespace Drr.Laws.Tests;

/// <summary>What documents name is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] _documents =
    [
        "README.md", "CONTRIBUTING.md", "docs/README.md", "docs/architecture.md", "docs/glossary.md", "docs/figures.md",
        "docs/python.md", "docs/releasing.md", "lessons/README.md", "lessons/how-it-was-found.md",
    ];

    public static TheoryData<string> Documents => [.. _documents];

    [Theory, MemberData(nameof(Documents))]
    public void Every_path_that_a_document_names_is_there(string document)
    {
        var named = Paths().Matches(Repository.ReadText(document)).Select(match => match.Groups[1].Value).ToArray();
        Assert.DoesNotContain(named, path => !Exists(path));
        Assert.True(
            named.Length > 0 || document == "docs/README.md", $"{document} names no path, or the test no longer sees them.");
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_link_to_another_document_leads_there(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        var links = Links().Matches(Repository.ReadText(document)).Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal));
        Assert.DoesNotContain(links, link => !Exists(Path.Combine(folder, link)));
    }

    [Fact]
    public void Every_file_to_which_the_map_of_the_paper_leads_is_there()
    {
        var named = Sources().Matches(Repository.ReadText("docs/paper-map.md")).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(named.Length > 20, "The map names hardly any file, or the test no longer sees them.");
        Assert.DoesNotContain(named, path => !Exists(Path.Combine("src/Drr.Agent", path)));
    }

    private static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"`((?:src|tests|bench|docs|lessons|eng|examples)/[\w./-]*)`")]
    private static partial Regex Paths();

    [GeneratedRegex(@"`((?:\.\./)?[A-Z][\w.]*/[\w/.]*\.cs)`")]
    private static partial Regex Sources();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Links();
}
