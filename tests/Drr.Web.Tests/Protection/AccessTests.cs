using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Drr.TestKit;

namespace Drr.Web.Tests.Protection;

/// <summary>Who may change something, by what name, and through whom.</summary>
public sealed class AccessTests(SmallService service) : IClassFixture<SmallService>
{
    private const string Token = "a token of our own", User = """{"name":"x"}""";
    private static readonly IPNetwork s_here = IPNetwork.Parse("127.0.0.0/8");

    [Fact]
    public async Task A_service_open_to_others_wants_its_token_from_whoever_writes()
    {
        var options = service.Options with { Host = "0.0.0.0", Token = Token };
        await using var server = await DrrServer.StartAsync(service.Data, options);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{server.Address.Port}") };
        await client.Get("/api/dataset");
        await client.Post("/api/users/3/recommendations", """{"model":"popularity"}"""); // changes nothing
        foreach (var given in (string?[])[null, "another", Token + "s", "A token of our own"])
        {
            client.DefaultRequestHeaders.Authorization = given is null ? null : new("Bearer", given);
            var answer = await client.PostAsync("/api/users", SmallService.Json(User), SmallService.Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }

        await client.Post("/api/users/3/feedback", """{"movieId":1,"action":"like"}""", HttpStatusCode.Unauthorized);
        await client.Post("/api/imports/path", """{"path":"/x"}""", HttpStatusCode.Unauthorized);
        await client.Post("/admin/reload", "", HttpStatusCode.Unauthorized);
        await client.Delete("/api/users/3/feedback/1", HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        await client.Post("/api/users", User, HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("127.0.0.1", true)] // a proxy lets others in
    public async Task No_service_opens_to_others_without_a_token(string host, bool proxy) =>
        await Assert.ThrowsAsync<ArgumentException>(
        () => DrrServer.StartAsync(service.Data, service.Options with { Host = host, Proxies = proxy ? [s_here] : [] }));

    [Fact]
    public async Task A_name_is_answered_when_it_is_allowed()
    {
        var options = service.Options with { AllowedHosts = ["films.example.org"] };
        await using var server = await DrrServer.StartAsync(service.Data, options);
        using var client = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(HttpStatusCode.OK, await StatusOf(client, "/api/dataset", ("Host", "Films.example.org")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusOf(client, "/api/dataset", ("Host", "other.example.org")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusOf(client, "/api/dataset", ("Host", "x.films.example.org")));
    }

    [Fact]
    public async Task Forwarded_headers_are_believed_from_the_proxies_of_the_settings_alone()
    {
        (string, string) foreign = ("X-Forwarded-Host", "other.example.org");
        Assert.Equal(HttpStatusCode.OK, await StatusOf(service.Client, "/api/dataset", foreign)); // passed over
        await using var behind = await Behind(s_here);
        using var client = new HttpClient { BaseAddress = behind.Address };
        Assert.Equal(
            HttpStatusCode.BadRequest, await StatusOf(client, "/api/dataset", ("X-Forwarded-For", "192.0.2.1"), foreign));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(
            client, "/api/dataset", ("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Host", "films.example.org")));
        await using var elsewhere = await Behind(IPNetwork.Parse("192.0.2.7/32"));
        using var direct = new HttpClient { BaseAddress = elsewhere.Address };
        Assert.Equal(HttpStatusCode.OK, await StatusOf(direct, "/api/dataset", ("X-Forwarded-For", "192.0.2.1"), foreign));
    }

    [Fact]
    public async Task The_page_behind_a_proxy_with_a_certificate_may_write()
    {
        await using var behind = await Behind(s_here);
        using var client = new HttpClient { BaseAddress = behind.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        client.DefaultRequestHeaders.Add("Origin", "https://films.example.org");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "films.example.org");
        await client.Post("/api/users", User, HttpStatusCode.Forbidden); // http there, https here
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        await client.Post("/api/users", User, HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(true, "X-Forwarded-For", "192.0.2.1")]
    [InlineData(true, "X-Forwarded-For", "127.0.0.1")] // as if the proxy's client sat here
    [InlineData(true, "Accept", "*/*")] // a proxy that tells nothing
    [InlineData(false, "X-Forwarded-For", "127.0.0.1")] // a proxy that the settings do not know
    [InlineData(false, "Forwarded", "for=127.0.0.1")]
    [InlineData(false, "Via", "1.1 proxy")]
    public async Task Nobody_administers_through_a_proxy(bool known, string header, string value)
    {
        using var folder = new TemporaryFolder();
        await using var server = known ? await Behind(s_here) : await DrrServer.StartAsync(service.Data, service.Options);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        client.DefaultRequestHeaders.Add(header, value);
        await client.Post("/admin/reload", "", HttpStatusCode.Forbidden);
        await client.Post("/api/imports/path", JsonSerializer.Serialize(new { path = folder.Path }), HttpStatusCode.Forbidden);
    }

    private Task<DrrServer> Behind(IPNetwork proxy) => DrrServer.StartAsync(
        service.Data, service.Options with { Proxies = [proxy], Token = Token, AllowedHosts = ["films.example.org"] });

    private static async Task<HttpStatusCode> StatusOf(
        HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Array.ForEach(headers, header => request.Headers.Add(header.Name, header.Value));
        return (await client.SendAsync(request, SmallService.Stop)).StatusCode;
    }
}
