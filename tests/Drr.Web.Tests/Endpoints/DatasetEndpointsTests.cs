using System.Net;
using System.Text.Json;

namespace Drr.Web.Tests.Endpoints;

public sealed class DatasetEndpointsTests(SmallService service) : IClassFixture<SmallService>
{
    [Fact]
    public async Task The_data_set_is_told_in_numbers()
    {
        var told = await service.Client.Get("/api/dataset");
        Assert.Equal((80, 90, 2_500), (Number(told, "users"), Number(told, "films"), Number(told, "ratings")));
        Assert.Equal(2_500, told.GetProperty("stars").EnumerateArray().Sum(star => Number(star, "count")));
        Assert.Equal(12, told.GetProperty("model").GetProperty("version").GetString()!.Length);
        Assert.Equal("under 18", told.GetProperty("ageGroups")[0].GetString());
    }

    [Theory]
    [InlineData("all", null, long.MaxValue)]
    [InlineData("365d", null, 365)]
    [InlineData("30d", null, 30)]
    [InlineData("7d", null, 7)]
    [InlineData("all", "Drama", long.MaxValue)]
    [InlineData("365d", "Action", 365)]
    public async Task Trending_films_are_those_with_the_best_damped_mean_of_the_window(string window, string? genre, long days)
    {
        var list = await service.Client.Get($"/api/trending?window={window}&top=100{(genre is null ? "" : "&genre=" + genre)}");
        var end = service.Data.Ratings.ToArray().Max(r => r.Time);
        var recent = service.Data.Ratings.ToArray().Where(r => (end - r.Time) / 86_400.0 < days).ToArray();
        var mean = recent.Average(r => (double)r.Value);
        var expected =
            from rating in recent
            group (double)rating.Value by rating.Item into film
            where genre is null || service.Data.Items[film.Key].Genres.Contains(genre)
            let score = (film.Sum() + (10 * mean)) / (film.Count() + 10)
            orderby Math.Round(score, 9) descending, film.Key
            select (service.Data.Items[film.Key].Id, film.Count());
        var items = list.GetProperty("items").EnumerateArray()
            .Select(i => (Number(i.GetProperty("film"), "id"), Number(i, "recentRatings")));
        Assert.Equal(expected.Take(100), items);
        Assert.Equal(recent.Length, Number(list, "ratings"));
        Assert.Equal(recent.DistinctBy(r => r.User).Count(), Number(list, "users"));
    }

    [Fact]
    public async Task A_service_without_an_agent_is_alive_but_not_ready_and_its_baselines_answer()
    {
        await using var server = await DrrServer.StartAsync(service.Data, service.Options with { Run = service.New() });
        using var client = new HttpClient { BaseAddress = server.Address };
        await client.Get("/health/live");
        var waiting = await client.Get("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Contains("drr train", waiting.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await client.Post("/api/users/1/recommendations", "{}", HttpStatusCode.ServiceUnavailable);
        var list = await client.Post("/api/users/1/recommendations", """{"model":"item-cosine"}""");
        Assert.Equal(10, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Metrics_count_requests()
    {
        await service.Client.Get("/api/dataset");
        await service.Client.Post("/api/users/1/recommendations", "{}");
        await service.Client.Post("/api/users/1/feedback", """{"movieId":1,"action":"click"}""", HttpStatusCode.Created);
        await service.Client.Get("/api/users/99999", HttpStatusCode.NotFound);
        await service.Client.Get("/api/trending?top=many", HttpStatusCode.BadRequest);
        await service.Client.Get("/api/nothing", HttpStatusCode.NotFound);
        var metrics = await service.Client.GetStringAsync("/metrics", SmallService.Stop);
        string[] counted =
        [
            Requests(200, "/api/dataset"), Requests(404, "/api/users/{id}"), Requests(400, "/api/trending"), Requests(404, ""),
            "drr_recommendations_total{model=\"Drr\"} 1", "drr_feedback_total{action=\"Click\"} 1", "drr_agents_loaded_total 1",
        ];
        Assert.All(counted, line => Assert.Contains(line, metrics, StringComparison.Ordinal));

        static string Requests(int code, string endpoint) =>
            $"http_requests_received_total{{code=\"{code}\",method=\"GET\",controller=\"\",action=\"\","
            + $"endpoint=\"{endpoint}\"}} ";
    }

    [Fact]
    public async Task Runs_are_listed_and_their_metrics_come_in_pieces()
    {
        var run = (await service.Client.Get("/api/runs")).EnumerateArray().Single(r => r.GetProperty("served").GetBoolean());
        Assert.Equal(("served", "finished", 400),
            (run.GetProperty("name").GetString(), run.GetProperty("status").GetString(), Number(run, "steps")));
        var all = await service.Client.Get("/api/runs/served/metrics");
        var lines = await File.ReadAllLinesAsync(Path.Combine(service.RunPath, "metrics.jsonl"), SmallService.Stop);
        Assert.Equal(lines.Length, Number(all, "next"));
        var rest = await service.Client.Get($"/api/runs/served/metrics?after={lines.Length - 1}");
        Assert.Equal(JsonElement.Parse(lines[^1]).ToString(), rest.GetProperty("lines").EnumerateArray().Single().ToString());
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("..")]
    [InlineData("..%2Fserved")]
    [InlineData("%2Fetc")]
    public async Task Only_runs_of_the_list_have_metrics(string name)
    {
        var answer = await service.Client.GetAsync($"/api/runs/{name}/metrics", SmallService.Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
