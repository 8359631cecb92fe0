using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Drr.Web.Tests.Endpoints;

public sealed class DiscoveryEndpointsTests(SmallService service) : IClassFixture<SmallService>
{
    private const string Five = """[{"movieId":3,"rating":5},{"movieId":8,"rating":1},{"movieId":12,"rating":4}]""";

    [Fact]
    public async Task Verdicts_without_a_user_get_the_list_of_a_user_who_said_the_same()
    {
        var user = await service.NewUser();
        foreach (var (film, stars) in new[] { (3, 5), (8, 1), (12, 4) })
        {
            await service.Client.Post($"/api/users/{user}/feedback",
                $$"""{"movieId":{{film}},"action":"rate","rating":{{stars}}}""", HttpStatusCode.Created);
        }

        var list = await service.Client.Post($"/api/users/{user}/recommendations", """{"top":12}""");
        var found = await Discover(Five);
        Assert.Equal(list.GetProperty("items").ToString(), Row(found, "forYou").GetProperty("items").ToString());
        Assert.Equal(list.Films("state"), found.Films("state"));
        Assert.Equal(list.GetProperty("modelVersion").GetString(), found.GetProperty("modelVersion").GetString());
        Assert.Equal((int[])[3, 8, 12], found.Films("verdicts"));
    }

    [Fact]
    public async Task No_film_is_in_two_rows_or_was_judged_and_rows_hold_what_their_names_say()
    {
        var found = await Discover(Five);
        var rows = found.GetProperty("rows").EnumerateArray().ToArray();
        int[] all = [.. rows.SelectMany(row => row.Films("items"))];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Empty(all.Intersect([3, 8, 12]));
        var ratings = service.Data.Ratings.ToArray();
        var counts = service.Data.Items.Index().ToDictionary(i => i.Item.Id, i => ratings.Count(r => r.Item == i.Index));
        Assert.All(Row(found, "hiddenGems").Films("items"), film =>
            Assert.True(counts.Values.Count(count => count > counts[film]) >= 0.2 * counts.Count));
        Assert.All(rows.Where(row => row.GetProperty("name").GetString() == "genre"), row => Assert.All(
            row.GetProperty("items").EnumerateArray(), item => Assert.Contains(
                row.GetProperty("genre").GetString(),
                item.GetProperty("film").GetProperty("genres").EnumerateArray().Select(g => g.GetString()))));
    }

    [Fact]
    public async Task The_same_verdicts_get_the_same_answer_and_nothing_is_kept()
    {
        var before = (await service.Client.Get("/api/dataset")).GetProperty("feedback").GetInt32();
        Assert.Equal((await Discover(Five)).ToString(), (await Discover(Five)).ToString());
        Assert.Equal(before, (await service.Client.Get("/api/dataset")).GetProperty("feedback").GetInt32());
        var later = await Discover($$"""{{Five[..^1]}},{"movieId":3,"rating":5}]""");
        Assert.Equal((int[])[8, 12, 3], later.Films("verdicts")); // the later verdict on a film counts
    }

    [Fact]
    public async Task Without_a_like_popularity_answers()
    {
        foreach (var verdicts in (string[])["[]", """[{"movieId":3,"rating":2}]"""])
        {
            var found = await Discover(verdicts);
            Assert.Equal("popularity", found.GetProperty("answeredBy").GetString());
            Assert.Equal(JsonValueKind.Null, found.GetProperty("action").ValueKind);
        }
    }

    [Fact]
    public async Task Adventure_leads_to_less_known_and_farther_films_among_the_best_and_0_changes_nothing()
    {
        var measures = new List<(double Novelty, double Distance)>();
        foreach (var adventure in (double[])[0, 0.5, 1])
        {
            var measure = (await Discover(Five, adventure)).GetProperty("measure");
            measures.Add((measure.GetProperty("novelty").GetDouble(), measure.GetProperty("distance").GetDouble()));
        }

        Assert.True(measures[0].Novelty + measures[0].Distance < measures[1].Novelty + measures[1].Distance);
        Assert.True(measures[1].Novelty + measures[1].Distance <= measures[2].Novelty + measures[2].Distance);

        const string path = "/api/users/12/recommendations";
        var safe = await service.Client.Post(path, """{"top":5}""");
        Assert.Equal(safe.ToString(), (await service.Client.Post(path, """{"top":5,"adventure":0}""")).ToString());
        var bold = (await service.Client.Post(path, """{"top":5,"adventure":1}""")).Films("items");
        Assert.NotEqual(safe.Films("items"), bold);
        Assert.Empty(bold.Except((await service.Client.Post(path, """{"top":50}""")).Films("items")));
    }

    [Theory]
    [InlineData("""{}""", "verdicts")]
    [InlineData("""{"verdicts":[{"movieId":99999,"rating":5}]}""", "verdicts[0]")]
    [InlineData("""{"verdicts":[{"movieId":1,"rating":5},{"movieId":1,"rating":3.5}]}""", "verdicts[1]")]
    [InlineData("""{"verdicts":[],"adventure":1.5}""", "adventure")]
    [InlineData("""{"verdicts":[],"top":41}""", "top")]
    public async Task What_makes_no_sense_is_refused_with_its_field(string body, string field)
    {
        var problem = await service.Client.Post("/api/discover", body, HttpStatusCode.BadRequest);
        Assert.Equal((string[])[field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task The_map_holds_every_film_with_a_vector_once_and_like_films_near_each_other()
    {
        var map = await service.Client.Get("/api/map");
        int[] ids = [.. map.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        float[] x = [.. Numbers(map, "x")], y = [.. Numbers(map, "y")];
        Assert.Equal(ids.Distinct().Order(), ids);
        Assert.Equal((ids.Length, ids.Length), (x.Length, y.Length));
        Assert.All(x.Concat(y), at => Assert.InRange(at, -1, 1));
        Assert.Equal(1, x.Max(Math.Abs), 1e-4f);

        // Nearest films by all dimensions are nearer than films at large on the two that are seen
        var (near, any) = (0.0, 0.0);
        foreach (var id in ids)
        {
            var similar = (await service.Client.Get($"/api/films/{id}")).Films("similar");
            near += similar.Take(3).Average(other => Apart(id, other));
            any += ids.Average(other => Apart(id, other));
        }

        Assert.True(near < 0.8 * any, $"{near:f2} against {any:f2}");

        double Apart(int a, int b)
        {
            var (i, j) = (Array.IndexOf(ids, a), Array.IndexOf(ids, b));
            return Math.Sqrt(Math.Pow(x[i] - x[j], 2) + Math.Pow(y[i] - y[j], 2));
        }
    }

    [Theory]
    [InlineData("drr")]
    [InlineData("item-cosine")]
    [InlineData("popularity")]
    public async Task A_recorded_session_is_answered_by_the_users_own_later_ratings(string model)
    {
        var session = await service.Client.Get($"/api/sessions?model={model}&steps=15");
        var user = session.GetProperty("userId").GetInt32();
        Assert.Contains(user, session.GetProperty("users").EnumerateArray().Select(u => u.GetInt32()));
        var history = service.Data.HistoryOf(service.Data.FindUser(user)).ToArray();
        var later = history.Skip(10).ToDictionary(r => service.Data.Items[r.Item].Id, r => r.Value);
        var shown = new HashSet<int>();
        var state = session.Films("start");
        foreach (var step in session.GetProperty("steps").EnumerateArray())
        {
            var film = step.Films("candidates")[0];
            Assert.True(shown.Add(film));
            Assert.DoesNotContain(film, history.Take(10).Select(r => service.Data.Items[r.Item].Id));
            float? rating = later.TryGetValue(film, out var stars) ? stars : null;
            Assert.Equal(rating?.ToString(CultureInfo.InvariantCulture) ?? "", step.GetProperty("rating").ToString());
            Assert.Equal(rating > 3, step.GetProperty("liked").GetBoolean());
            Assert.Equal(model == "drr", step.GetProperty("action").ValueKind == JsonValueKind.Object);
            state = rating > 3 ? [film, .. state[..^1]] : state;
            Assert.Equal(state, step.Films("state"));
        }

        Assert.Equal(15, shown.Count);
        await service.Client.Get("/api/sessions?user=99999", HttpStatusCode.NotFound);
        await service.Client.Get("/api/sessions?model=svd", HttpStatusCode.BadRequest);
    }

    private Task<JsonElement> Discover(string verdicts, double adventure = 0) => service.Client.Post("/api/discover",
        string.Create(CultureInfo.InvariantCulture, $$"""{"verdicts":{{verdicts}},"adventure":{{adventure}}}"""));

    private static JsonElement Row(JsonElement found, string name) =>
        found.GetProperty("rows").EnumerateArray().First(row => row.GetProperty("name").GetString() == name);

    private static IEnumerable<float> Numbers(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(n => n.GetSingle());
}
