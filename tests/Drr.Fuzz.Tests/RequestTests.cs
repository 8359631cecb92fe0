using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Drr.Agent.Data.Synthesis;
using Drr.TestKit;
using Drr.Web;

namespace Drr.Fuzz.Tests;

/// <summary>The bodies of requests to the service: any is answered, and never as a fault of the program.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData("recommendations", "/api/users/3/recommendations", "{\"top\":10,\"model\":\"popularity\",\"exclude\":[1,2,3]}")]
    [InlineData("feedback", "/api/users/3/feedback", "{\"movieId\":5,\"action\":\"rate\",\"rating\":4}")]
    [InlineData("users", "/api/users", "{\"name\":\"Zoë\",\"gender\":\"female\",\"ageGroup\":\"25 to 34\",\"occupation\":null}")]
    public async Task Body(string target, string address, string body)
    {
        using var folder = new TemporaryFolder();
        var data = SyntheticDataset.Generate(new() { Users = 60, Items = 70, Ratings = 1_500 });
        await using var server = await DrrServer.StartAsync(data, new()
        {
            Run = folder["none"], Port = 0, FeedbackFile = folder["feedback.db"], ImportFolder = folder["imports"],
            RequestsPerSecond = 0,
        });
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(20) };
        Fuzzing.Run($"request-{target}", [Encoding.UTF8.GetBytes(body)], bytes =>
        {
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = client.PostAsync(address, content).GetAwaiter().GetResult();
            var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            var isFault = answer.StatusCode >= HttpStatusCode.InternalServerError
                && answer.StatusCode != HttpStatusCode.ServiceUnavailable; // of the agent, which is not there
            return isFault ? $"{(int)answer.StatusCode}: {text}"
                : answer.IsSuccessStatusCode ? null
                : IsProblem(text) ? Fuzzing.FaultOf(text) : $"{(int)answer.StatusCode} without a problem: {text}";
        });
    }

    private static bool IsProblem(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("title", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
