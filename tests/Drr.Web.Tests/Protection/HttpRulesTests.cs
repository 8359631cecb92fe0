using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Drr.Web.Tests.Protection;

/// <summary>What any client of HTTP may expect.</summary>
public sealed class HttpRulesTests(SmallService service) : IClassFixture<SmallService>
{
    [Theory]
    [InlineData("/", "200")]
    [InlineData("/page.js", "200")]
    [InlineData("/api/dataset", "200")]
    [InlineData("/health/live", "200")]
    [InlineData("/metrics", "200")]
    [InlineData("/api/users/99999", "404")]
    public async Task Head_is_get_without_the_body(string path, string status)
    {
        var answer = await service.Address.Exchange($"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length: 0", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/api/dataset", "GET, HEAD")]
    [InlineData("GET", "/api/users/3/feedback", "POST")]
    [InlineData("PUT", "/api/users", "GET, HEAD, POST")]
    public async Task Another_method_is_told_which_ones_there_are(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new(method), path);
        var answer = await service.Client.SendAsync(request, SmallService.Stop);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order()));
        await ExpectProblem(answer, HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.Created)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.Created)]
    [InlineData("application/json; charset=\"utf-8\"", HttpStatusCode.Created)]
    [InlineData("application/json; charset=UTF-8", HttpStatusCode.Created)]
    [InlineData("application/json; charset=nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_is_json_in_utf8_however_that_is_spelled(string type, HttpStatusCode status)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"name":"Zoë"}"""));
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await service.Client.PostAsync("/api/users", body, SmallService.Stop);
        if (status == HttpStatusCode.Created)
        {
            Assert.Equal("Zoë", (await HttpExtensions.Read(answer, status)).GetProperty("name").GetString());
        }
        else
        {
            await ExpectProblem(answer, status);
        }
    }

    [Fact]
    public async Task What_is_no_json_is_said()
    {
        await ExpectProblem(
            await service.Client.PostAsync("/api/users", SmallService.Json("{"), SmallService.Stop), HttpStatusCode.BadRequest);
        await ExpectProblem(await service.Client.GetAsync("/api/nothing", SmallService.Stop), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/", "no-cache", true)]
    [InlineData("/page.js", "no-cache", true)]
    [InlineData("/users", "no-cache", true)]
    [InlineData("/api/trending?window=all", "no-cache", true)]
    [InlineData("/api/users/3", "no-store", false)]
    [InlineData("/api/dataset", "no-store", false)]
    [InlineData("/health/ready", "no-store", false)]
    public async Task What_does_not_change_is_not_sent_twice(string path, string cache, bool hasTag)
    {
        var first = await service.Client.GetAsync(path, SmallService.Stop);
        Assert.Equal(cache, first.Headers.CacheControl!.ToString());
        Assert.Equal(hasTag, first.Headers.ETag is not null);
        if (first.Headers.ETag is { } tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(tag);
            var again = await service.Client.SendAsync(request, SmallService.Stop);
            Assert.Equal((HttpStatusCode.NotModified, 0), (
                again.StatusCode, (await again.Content.ReadAsByteArrayAsync(SmallService.Stop)).Length));
        }
    }

    [Theory]
    [InlineData("/page.js", "br")]
    [InlineData("/api/users?pageSize=50", "gzip")]
    [InlineData("/openapi/v1.json", "br")]
    public async Task Answers_are_compressed_for_who_can_read_that(string path, string encoding)
    {
        var plain = await service.Client.GetByteArrayAsync(path, SmallService.Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        var answer = await service.Client.SendAsync(request, SmallService.Stop);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.Single());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(SmallService.Stop)).Length, 1, plain.Length / 2);
    }

    private static async Task ExpectProblem(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, (await HttpExtensions.Read(answer, status)).GetProperty("status").GetInt32());
    }
}
