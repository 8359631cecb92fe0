using System.Net;
using Drr.TestKit;

namespace Drr.Web.Tests.Endpoints;

/// <summary>Feedback that a client repeats, and that the disk does not take.</summary>
public sealed class FeedbackTests(SmallService service) : IClassFixture<SmallService>
{
    private const string Like = """{"movieId":1,"action":"like"}""";

    [Fact]
    public async Task Feedback_sent_again_with_its_key_is_the_same_feedback()
    {
        var user = await service.NewUser();
        var first = await Give(user, Like, "one", HttpStatusCode.Created);
        var again = await Give(user, Like, "one", HttpStatusCode.Created);
        Assert.Equal(first, again);
        Assert.NotEqual(first, await Give(user, Like, "two", HttpStatusCode.Created));
        await Give(user, """{"movieId":2,"action":"like"}""", "one", HttpStatusCode.UnprocessableEntity);
        await Give(user, Like, new string('x', 201), HttpStatusCode.BadRequest);
        await service.Client.Delete($"/api/users/{user}/feedback/{first}", HttpStatusCode.NoContent);
        Assert.Equal(first, await Give(user, Like, "one", HttpStatusCode.Created)); // a late repeat does not bring it back
        await service.Client.Delete($"/api/users/{user}/feedback/{first}", HttpStatusCode.NotFound);
    }

    [Fact(Skip = "Windows lets nobody take away an open file", SkipUnless = nameof(TakesAway))]
    public async Task A_service_whose_file_was_taken_away_says_so_and_is_not_ready()
    {
        using var folder = new TemporaryFolder();
        var options = service.Options with { FeedbackFile = folder["feedback.db"] };
        await using var server = await DrrServer.StartAsync(service.Data, options);
        using var client = new HttpClient { BaseAddress = server.Address };
        await SmallService.Ready(client);
        await client.Post("/api/users/3/feedback", Like, HttpStatusCode.Created);
        File.Move(folder["feedback.db"], folder["away"]);
        var refused = await client.Post("/api/users/3/feedback", Like, HttpStatusCode.ServiceUnavailable);
        Assert.Contains("deleted, moved or replaced", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, refused.ToString(), StringComparison.Ordinal);
        await client.Post("/api/users", """{"name":"x"}""", HttpStatusCode.ServiceUnavailable);
        var ready = await client.Get("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(("failing", refused.GetProperty("detail").GetString()), (
            ready.GetProperty("status").GetString(), ready.GetProperty("reason").GetString()));
        File.Move(folder["away"], folder["feedback.db"]);
        await SmallService.Ready(client);
        await client.Post("/api/users/3/feedback", Like, HttpStatusCode.Created);
    }

    public static bool TakesAway => !OperatingSystem.IsWindows();

    private async Task<long?> Give(int user, string body, string key, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/users/{user}/feedback")
        {
            Content = SmallService.Json(body),
        };
        request.Headers.Add("Idempotency-Key", key);
        var answer = await HttpExtensions.Read(await service.Client.SendAsync(request, SmallService.Stop), status);
        return answer.TryGetProperty("id", out var id) ? id.GetInt64() : null;
    }
}
