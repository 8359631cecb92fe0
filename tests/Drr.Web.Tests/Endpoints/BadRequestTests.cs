using System.Net;

namespace Drr.Web.Tests.Endpoints;

public sealed class BadRequestTests(SmallService service) : IClassFixture<SmallService>
{
    private const string Lists = "/api/users/1/recommendations", Feedback = "/api/users/1/feedback", Users = "/api/users";

    [Theory]
    [InlineData("/api/trending?window=9d", "window")]
    [InlineData("/api/trending?window=", "window")]
    [InlineData("/api/trending?genre=Opera", "genre")]
    [InlineData("/api/trending?top=0", "top")]
    [InlineData("/api/trending?top=101", "top")]
    [InlineData("/api/trending?top=many", "top")]
    [InlineData("/api/users?page=0", "page")]
    [InlineData("/api/users?page=1.5", "page")]
    [InlineData("/api/users?pageSize=101", "pageSize")]
    [InlineData("/api/users?sort=name", "sort")]
    [InlineData("/api/users?sort=", "sort")]
    [InlineData("/api/users?ageGroup=old", "ageGroup")]
    [InlineData("/api/users?occupation=king", "occupation")]
    [InlineData("/api/users?minRatings=-1", "minRatings")]
    [InlineData("/api/users/one", "id")]
    [InlineData("/api/users/99999999999", "id")]
    [InlineData("/api/users/1/history?limit=0", "limit")]
    [InlineData("/api/users/1/history?limit=201", "limit")]
    [InlineData("/api/users/1/history?cursor=x", "cursor")]
    [InlineData("/api/users/1/history?cursor=", "cursor")]
    [InlineData("/api/users/1/history?cursor=r1;--", "cursor")]
    [InlineData("/api/runs/served/metrics?after=-1", "after")]
    [InlineData("/api/films?top=51", "top")]
    [InlineData("/api/films?ids=one", "ids")]
    [InlineData("/api/films/one", "id")]
    [InlineData("/api/sessions?steps=51", "steps")]
    [InlineData("/api/sessions?model=svd", "model")]
    public async Task A_query_out_of_range_is_refused_with_its_field(string path, string field)
    {
        var problem = await service.Client.Get(path, HttpStatusCode.BadRequest);
        Assert.Equal((string[])[field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData(Lists, """{"top":0}""", "top")]
    [InlineData(Lists, """{"top":101}""", "top")]
    [InlineData(Lists, """{"top":"5"}""", "top")]
    [InlineData(Lists, """{"top":1e99}""", "top")]
    [InlineData(Lists, """{"top":null}""", "top")]
    [InlineData(Lists, """{"adventure":-0.1}""", "adventure")]
    [InlineData(Lists, """{"model":"svd"}""", "model")]
    [InlineData(Lists, """{"model":0}""", "model")]
    [InlineData(Lists, """{"exclude":[123456]}""", "exclude[0]")]
    [InlineData(Lists, """{"exclude":[1,"2"]}""", "exclude[1]")]
    [InlineData(Lists, """{"topp":5}""", "topp")]
    [InlineData(Lists, """{"top":5,"top":6}""", "top")]
    [InlineData(Lists, "", "body")]
    [InlineData(Lists, "[]", "body")]
    [InlineData(Lists, "{", "body")]
    [InlineData(Feedback, """{"action":"like"}""", "movieId")]
    [InlineData(Feedback, """{"movieId":1}""", "action")]
    [InlineData(Feedback, """{"movieId":0,"action":"like"}""", "movieId")]
    [InlineData(Feedback, """{"movieId":1,"action":"love"}""", "action")]
    [InlineData(Feedback, """{"movieId":1,"action":2}""", "action")]
    [InlineData(Feedback, """{"movieId":1,"action":"rate"}""", "rating")]
    [InlineData(Feedback, """{"movieId":1,"action":"rate","rating":0}""", "rating")]
    [InlineData(Feedback, """{"movieId":1,"action":"rate","rating":3.5}""", "rating")]
    [InlineData(Feedback, """{"movieId":1,"action":"click","rating":3}""", "rating")]
    [InlineData(Feedback, """{"movieId":1,"action":"dislike","rating":5}""", "rating")]
    [InlineData(Users, """{"name":""}""", "name")]
    [InlineData(Users, """{"name":"  "}""", "name")]
    [InlineData(Users, """{"name":"a\u0000b"}""", "name")]
    [InlineData(Users, """{"name":null}""", "name")]
    [InlineData(Users, """{"name":"x","gender":"F"}""", "gender")]
    [InlineData(Users, """{"name":"x","gender":""}""", "gender")]
    [InlineData(Users, """{"name":"x","ageGroup":"25"}""", "ageGroup")]
    [InlineData(Users, """{"name":"x","occupation":"king"}""", "occupation")]
    [InlineData("/api/imports/path", """{"path":"data"}""", "path")]
    public async Task A_body_out_of_range_is_refused_with_its_field(string path, string body, string field)
    {
        var problem = await service.Client.Post(path, body, HttpStatusCode.BadRequest);
        Assert.Equal((string[])[field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.DoesNotContain("Drr.", problem.ToString(), StringComparison.Ordinal); // names of types are no help
    }

    [Fact]
    public async Task Too_many_exclusions_and_too_long_names_are_refused()
    {
        var exclude = string.Join(',', Enumerable.Repeat("1", 1_001));
        await service.Client.Post(Lists, $$"""{"exclude":[{{exclude}}]}""", HttpStatusCode.BadRequest);
        await service.Client.Post(Users, $$"""{"name":"{{new string('x', 41)}}"}""", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("/missing.js", HttpStatusCode.NotFound)]
    public async Task What_does_not_exist_is_not_found(string path, HttpStatusCode status)
    {
        var answer = await service.Client.GetAsync(path, SmallService.Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/trending")]
    [InlineData("/session/42")]
    public async Task Views_of_the_page_have_addresses_of_their_own(string path)
    {
        var answer = await service.Client.GetAsync(path, SmallService.Stop);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }
}
