using System.Net;
using System.Text.Json;

namespace Drr.Web.Tests.Endpoints;

public sealed class UserEndpointsTests(SmallService service) : IClassFixture<SmallService>
{
    [Fact]
    public async Task Pages_hold_everybody_once()
    {
        var ids = new List<int>();
        for (var page = 1; page <= 12; page++)
        {
            ids.AddRange(Ids(await service.Client.Get($"/api/users?maxRatings=1000&minRatings=1&page={page}&pageSize=7")));
        }

        Assert.Equal(service.Data.Users.Select(u => u.Id), ids);
        Assert.Empty(Ids(await service.Client.Get("/api/users?page=1000000&pageSize=100")));
    }

    [Fact]
    public async Task Users_are_found_by_id_and_by_description()
    {
        Assert.Equal((int[])[7, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79], Ids(await service.Client.Get("/api/users?query=7")));
        var user = service.Data.Users.First(u => u.Gender == "F");
        var women = Ids(await service.Client.Get("/api/users?query=female&minRatings=1&pageSize=100"));
        Assert.Equal(service.Data.Users.Where(u => u.Gender == "F").Select(u => u.Id), women);
        var same = Ids(await service.Client.Get(
            $"/api/users?occupation={Uri.EscapeDataString(user.Occupation!)}&minRatings=1&pageSize=100"));
        Assert.Equal(service.Data.Users.Where(u => u.Occupation == user.Occupation).Select(u => u.Id), same);
        var young = Ids(await service.Client.Get("/api/users?ageGroup=18 to 24&minRatings=1&pageSize=100"));
        Assert.Equal(service.Data.Users.Where(u => u.Age is >= 18 and < 25).Select(u => u.Id), young);
    }

    [Fact]
    public async Task The_most_active_come_first_when_asked_for()
    {
        var found = await service.Client.Get("/api/users?sort=activity&minRatings=40&pageSize=100");
        var counts = found.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("ratings").GetInt32()).ToArray();
        var expected = Enumerable.Range(0, 80).Select(u => service.Data.HistoryOf(u).Length).Where(n => n >= 40);
        Assert.Equal(expected.OrderDescending(), counts);
    }

    [Fact]
    public async Task A_history_is_told_in_pages_the_latest_first_whatever_is_added_meanwhile()
    {
        const int user = 9;
        var expected = service.Data.HistoryOf(service.Data.FindUser(user)).ToArray().Reverse()
            .Select(r => service.Data.Items[r.Item].Id).ToArray();
        var (told, cursor) = (new List<int>(), "");
        while (true)
        {
            var page = await service.Client.Get($"/api/users/{user}/history?limit=5{cursor}");
            told.AddRange(page.Films("items").Where(film => expected.Contains(film)));
            if (page.GetProperty("nextCursor").GetString() is not { } next)
            {
                break;
            }

            cursor = "&cursor=" + next;
            var unseen = service.Data.Items.First(i => !expected.Contains(i.Id)).Id;
            await service.Client.Post($"/api/users/{user}/feedback",
                $$"""{"movieId":{{unseen}},"action":"click"}""", HttpStatusCode.Created);
        }

        Assert.Equal(expected, told);
    }

    [Fact]
    public async Task A_new_user_has_a_name_and_a_profile_in_words()
    {
        var occupation = service.Data.Users[0].Occupation;
        var body = $$"""{"name":" Zoë <b> ","gender":"female","ageGroup":"25 to 34","occupation":"{{occupation}}"}""";
        var made = await service.Client.Post("/api/users", body, HttpStatusCode.Created);
        var id = made.GetProperty("id").GetInt32();
        Assert.True(id > 80);
        var told = await service.Client.Get($"/api/users/{id}");
        Assert.Equal(("Zoë <b>", "female", "25 to 34", 0), (
            told.GetProperty("name").GetString(), told.GetProperty("gender").GetString(),
            told.GetProperty("ageGroup").GetString(),
            told.GetProperty("ratings").GetInt32()));
        Assert.Equal([id], Ids(await service.Client.Get("/api/users?query=zoë 25")).Where(i => i == id));
    }

    [Fact]
    public async Task Users_made_at_the_same_time_have_different_ids()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => service.NewUser()));
        Assert.Equal(40, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("/api/users/0")]
    [InlineData("/api/users/999999")]
    [InlineData("/api/users/-1/history")]
    public async Task Who_is_not_there_is_not_found(string path)
    {
        var problem = await service.Client.Get(path, HttpStatusCode.NotFound);
        Assert.Equal(["id"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    private static int[] Ids(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("id").GetInt32())];
}
