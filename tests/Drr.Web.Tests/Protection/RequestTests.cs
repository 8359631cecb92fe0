using System.Diagnostics;
using System.Net;
using System.Text;

namespace Drr.Web.Tests.Protection;

public sealed class RequestTests(SmallService service) : IClassFixture<SmallService>
{
    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_page_changes_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/users");
        request.Content = SmallService.Json("""{"name":"x"}""");
        request.Headers.Add(header, value);
        var answer = await service.Client.SendAsync(request, SmallService.Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_own_page_may()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/users");
        request.Content = SmallService.Json("""{"name":"x"}""");
        request.Headers.Add("Origin", service.Address.ToString().TrimEnd('/'));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.Created, (await service.Client.SendAsync(request, SmallService.Stop)).StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)] // a name that its owner points at this machine
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    public async Task Only_names_of_this_service_are_answered(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/dataset");
        request.Headers.Host = host;
        Assert.Equal(status, (await service.Client.SendAsync(request, SmallService.Stop)).StatusCode);
    }

    [Fact]
    public async Task A_form_that_any_page_could_send_is_no_json()
    {
        using var text = new StringContent("""{"name":"x"}""", Encoding.UTF8, "text/plain");
        var answer = await service.Client.PostAsync("/api/users", text, SmallService.Stop);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/dataset")]
    [InlineData("/api/users/none")]
    public async Task Every_answer_tells_browsers_to_run_nothing_foreign(string path)
    {
        var headers = (await service.Client.GetAsync(path, SmallService.Stop)).Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Script_in_a_name_stays_data()
    {
        var answer = await service.Client.PostAsync(
            "/api/users", SmallService.Json("""{"name":"</script><script>alert('é')"}"""), SmallService.Stop);
        var text = await answer.Content.ReadAsStringAsync(SmallService.Stop);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
        Assert.Contains("é", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var answer = await service.Client.PostAsync(
            "/api/users", SmallService.Json($$"""{"name":"{{new string('x', 70_000)}}"}"""), SmallService.Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: {20000}\r\nConnection: close\r\n\r\n", "431", true)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: {40000}\r\n\r\n", "431", false)]
    [InlineData("GET /?{5000} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "414", true)]
    [InlineData("GET /?{20000} HTTP/1.1\r\nHost: localhost\r\n\r\n", "414", false)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "400", false)]
    [InlineData("nonsense\r\n\r\n", "400", false)]
    public async Task Requests_beyond_the_limits_of_http_are_refused(string request, string status, bool inWords)
    {
        foreach (var length in (int[])[5_000, 20_000, 40_000])
        {
            request = request.Replace($"{{{length}}}", new string('x', length), StringComparison.Ordinal);
        }

        var answer = await Exchange(request);
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        // answers of Kestrel's own have no body
        Assert.Equal(inWords, answer.Contains("application/problem+json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(200, false)]
    public async Task Too_many_headers_are_refused(int count, bool inWords)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X{i}: y\r\n"));
        var answer = await Exchange($"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
        Assert.Equal(inWords, answer.Contains("application/problem+json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: loc")] // headers that never end
    [InlineData("POST /api/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{")]
    public async Task A_client_that_sends_too_slowly_is_let_go(string beginning)
    {
        var clock = Stopwatch.StartNew();
        var answer = await Exchange(beginning);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        await using var server = await DrrServer.StartAsync(service.Data, service.Options with { RequestsPerSecond = 5 });
        using var client = new HttpClient { BaseAddress = server.Address };
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.GetAsync("/api/dataset", SmallService.Stop)));
        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, 30); // ten at once are allowed, and five more each second
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1)));
        Assert.Equal("application/problem+json", refused[0].Content.Headers.ContentType!.MediaType);
        await client.Get("/health/live"); // a supervisor is not kept away
    }

    private Task<string> Exchange(string request) => service.Address.Exchange(request);
}
