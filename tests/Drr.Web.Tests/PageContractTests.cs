using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Drr.Web.Tests;

/// <summary>The page's source and the committed interface: the page asks no address that the service does not have, and its types
/// have the fields of the service's.</summary>
public sealed partial class PageContractTests
{
    private static readonly JsonObject s_interface = JsonNode.Parse(Read("src/Drr.Web/openapi.json"))!.AsObject();

    [Fact]
    public void Every_address_that_the_page_asks_is_in_the_interface()
    {
        var known = s_interface["paths"]!.AsObject().Select(path => Parameter().Replace(path.Key, "{}")).ToHashSet();
        string[] asked =
        [
            .. Address().Matches(Read("src/Drr.Web/Page/src/api/service.ts"))
                .Select(match => Expression().Replace(match.Groups[1].Value, "{}")).Distinct(),
        ];
        Assert.True(asked.Length > 15, $"Only {asked.Length} addresses were found.");
        Assert.Empty(asked.Except(known));
    }

    [Fact]
    public void Every_type_of_the_page_has_exactly_the_fields_of_one_of_the_interface()
    {
        var schemas = s_interface["components"]!["schemas"]!.AsObject()
            .Select(schema => schema.Value!["properties"]?.AsObject().Select(field => field.Key) ?? [])
            .Select(fields => string.Join(' ', fields.Order(StringComparer.Ordinal))).ToHashSet();
        var types = Interface().Matches(Read("src/Drr.Web/Page/src/api/types.ts")).ToDictionary(
            match => match.Groups[1].Value,
            match => Field().Matches(match.Groups[2].Value).Select(field => field.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.True(types.Count > 25, $"Only {types.Count} types were found.");
        Assert.Empty(types.Where(type => !schemas.Contains(string.Join(' ', type.Value))).Select(type => type.Key));
    }

    private static string Read(string path, [CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", path));

    [GeneratedRegex("""["`](/api/[^"`]*)["`]""")]
    private static partial Regex Address();

    [GeneratedRegex(@"\$\{(?:[^{}]|\{[^}]*\})*\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^export interface (\w+) \{\n(.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Interface();

    [GeneratedRegex(@"^  (\w+)\??:", RegexOptions.Multiline)]
    private static partial Regex Field();
}
