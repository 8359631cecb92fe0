using System.Net;
using System.Text.Json;
using Drr.Agent;
using Drr.Agent.Runs;

namespace Drr.Web.Tests.Endpoints;

public sealed class RecommendationEndpointsTests(SmallService service) : IClassFixture<SmallService>
{
    private const int User = 12;

    [Theory]
    [InlineData("drr")]
    [InlineData("item-cosine")]
    [InlineData("popularity")]
    public async Task A_list_has_no_film_that_the_user_has_rated_and_is_the_same_each_time(string model)
    {
        var list = await List(User, model, top: 100);
        var rated = service.Data.HistoryOf(service.Data.FindUser(User)).ToArray().Select(r => service.Data.Items[r.Item].Id);
        Assert.Empty(list.Films("items").Intersect(rated));
        var scores = list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("score").GetSingle()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(list.ToString(), (await List(User, model, top: 100)).ToString());
        Assert.Equal(model, list.GetProperty("answeredBy").GetString());
    }

    [Fact]
    public async Task The_agents_list_is_that_of_drr_recommend()
    {
        var run = RunFolder.Open(service.RunPath);
        var pipeline = new Pipeline(service.Data, run.ReadConfig());
        var split = pipeline.Split();
        var recommender = pipeline.Recommender(split, pipeline.Load(split, run));
        foreach (var user in (int[])[1, 40, 80])
        {
            var expected = pipeline.Recommend(recommender, [service.Data.FindUser(user)], 20).Single().Items;
            var list = await List(user, "drr", top: 20);
            Assert.Equal(expected.Select(r => r.Item), list.Films("items"));
            Assert.All(expected.Zip(list.GetProperty("items").EnumerateArray()), pair =>
                Assert.Equal(pair.First.Score, pair.Second.GetProperty("score").GetSingle(), 1e-4f));
        }
    }

    [Fact]
    public async Task The_state_is_the_first_films_and_then_the_latest_liked_ones()
    {
        var history = service.Data.HistoryOf(service.Data.FindUser(User)).ToArray(); // the first ten count whatever they paid
        var liked = history.Where((rating, place) => place < 10 || rating.Value > 3).Reverse()
            .Select(rating => service.Data.Items[rating.Item].Id);
        Assert.Equal(liked.Take(10), (await List(User, "drr")).Films("state"));
    }

    [Fact]
    public async Task Excluded_films_give_way_to_the_next()
    {
        var first = (await List(User, "drr", top: 10)).Films("items");
        var body = $$"""{"top":5,"exclude":[{{string.Join(',', first[..5])}}]}""";
        Assert.Equal(first[5..], (await service.Client.Post($"/api/users/{User}/recommendations", body)).Films("items"));
    }

    [Fact]
    public async Task Who_has_liked_nothing_gets_what_most_like_until_they_like_something()
    {
        var user = await service.NewUser();
        var cold = await List(user, "drr");
        Assert.Equal(("drr", "popularity"), (cold.GetProperty("model").GetString(), cold.GetProperty("answeredBy").GetString()));
        Assert.Equal((await List(user, "popularity")).Films("items"), cold.Films("items"));
        await Give(user, cold.Films("items")[0], "dislike");
        Assert.Equal("popularity", (await List(user, "drr")).GetProperty("answeredBy").GetString());
        await Give(user, cold.Films("items")[1], "like");
        var warm = await List(user, "drr", top: 90);
        Assert.Equal("drr", warm.GetProperty("answeredBy").GetString());
        Assert.Equal(88, warm.Films("items").Except(cold.Films("items")[..2]).Count());
    }

    [Fact]
    public async Task Feedback_changes_the_state_at_once_and_undo_brings_back_the_list()
    {
        var before = await List(User, "drr");
        var film = before.Films("items")[0];
        var receipt = await Give(User, film, "like");
        Assert.Equal(film, receipt.Films("state")[0]);
        var after = await List(User, "drr");
        Assert.Equal(film, after.Films("state")[0]);
        Assert.DoesNotContain(film, after.Films("items"));
        Assert.NotEqual(before.Films("items")[1..], after.Films("items")[..^1]);
        await Undo(User, receipt);
        Assert.Equal(before.ToString(), (await List(User, "drr")).ToString());
        await service.Client.Delete(Path(User, receipt), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_dislike_is_negative_a_click_is_no_rating_and_a_rating_counts_as_what_it_is()
    {
        var user = await service.NewUser();
        Assert.Equal(1, (await Give(user, 1, "dislike")).GetProperty("rating").GetSingle());
        Assert.Equal(JsonValueKind.Null, (await Give(user, 2, "click")).GetProperty("rating").ValueKind);
        Assert.Equal(5, (await Give(user, 3, "like")).GetProperty("rating").GetSingle());
        Assert.Equal((int[])[3], (await Give(user, 4, "rate", 3)).Films("state"));
        Assert.Equal((int[])[5, 3], (await Give(user, 5, "rate", 4)).Films("state"));
        var list = (await List(user, "popularity", top: 90)).Films("items");
        Assert.Contains(2, list); // who looked at it may be shown it again
        Assert.Empty(list.Intersect([1, 3, 4, 5]));
    }

    [Fact]
    public async Task The_latest_rating_of_a_film_counts_and_undo_lets_the_one_before_count_again()
    {
        const int user = 30;
        var film = (await List(user, "drr")).Films("state")[^1];
        Assert.DoesNotContain(film, (await Give(user, film, "dislike")).Films("state"));
        var again = await Give(user, film, "rate", 5);
        Assert.Equal(film, again.Films("state")[0]);
        var history = await service.Client.Get($"/api/users/{user}/history?limit=200");
        Assert.Single(history.Films("items"), film);
        await Undo(user, again);
        Assert.DoesNotContain(film, (await List(user, "drr")).Films("state"));
    }

    [Fact]
    public async Task Nobody_can_undo_what_somebody_else_gave()
    {
        var (mine, other) = (await service.NewUser(), await service.NewUser());
        var receipt = await Give(mine, 1, "like");
        await service.Client.Delete(Path(other, receipt), HttpStatusCode.NotFound);
        Assert.Equal((int[])[1], (await List(mine, "drr")).Films("state"));
    }

    [Fact]
    public async Task Feedback_outlives_the_service()
    {
        var options = service.Options;
        string list;
        int user;
        await using (var first = await DrrServer.StartAsync(service.Data, options))
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            await SmallService.Ready(client);
            user = (await client.Post("/api/users", """{"name":"x"}""", HttpStatusCode.Created)).GetProperty("id").GetInt32();
            await client.Post($"/api/users/{user}/feedback", """{"movieId":7,"action":"like"}""", HttpStatusCode.Created);
            list = (await client.Post($"/api/users/{user}/recommendations", "{}")).ToString();
        }

        await using var second = await DrrServer.StartAsync(service.Data, options);
        using var again = new HttpClient { BaseAddress = second.Address };
        await SmallService.Ready(again);
        Assert.Equal(list, (await again.Post($"/api/users/{user}/recommendations", "{}")).ToString());
    }

    private Task<JsonElement> List(int user, string model, int top = 10) =>
        service.Client.Post($"/api/users/{user}/recommendations", $$"""{"top":{{top}},"model":"{{model}}"}""");

    private Task<JsonElement> Give(int user, int film, string action, int? rating = null) => service.Client.Post(
        $"/api/users/{user}/feedback", JsonSerializer.Serialize(new { movieId = film, action, rating }), HttpStatusCode.Created);

    private Task Undo(int user, JsonElement receipt) => service.Client.Delete(Path(user, receipt), HttpStatusCode.NoContent);

    private static string Path(int user, JsonElement receipt) =>
        $"/api/users/{user}/feedback/{receipt.GetProperty("id").GetInt64()}";

    private static int Id(JsonElement item) => item.GetProperty("film").GetProperty("id").GetInt32();
}
