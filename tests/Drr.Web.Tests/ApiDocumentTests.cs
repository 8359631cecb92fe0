using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Drr.Web.Tests;

public sealed class ApiDocumentTests(SmallService service) : IClassFixture<SmallService>
{
    private const string Committed = "src/Drr.Web/openapi.json";

    [Fact]
    public async Task The_interface_is_the_committed_one()
    {
        var served = await service.Client.GetStringAsync("/openapi/v1.json", SmallService.Stop);
        Assert.StartsWith("3.1", (string)JsonNode.Parse(served)!["openapi"]!, StringComparison.Ordinal);
        var committed = await File.ReadAllTextAsync(Path.Combine(Root(), Committed), SmallService.Stop);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(committed), JsonNode.Parse(served)),
            $"The interface has changed. If it is to: drr serve, then curl -s localhost:5080/openapi/v1.json > {Committed}");
    }

    [Fact]
    public async Task Every_endpoint_says_what_it_does()
    {
        var document = JsonNode.Parse(await service.Client.GetStringAsync("/openapi/v1.json", SmallService.Stop))!;
        var endpoints = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(o => (path.Key, o.Value))).ToList();
        Assert.Equal(26, endpoints.Count);
        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Value!["summary"]));
    }

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}
