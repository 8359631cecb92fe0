using System.Net;
using System.Text.Json;

namespace Drr.Web.Tests.Endpoints;

public sealed class FilmEndpointsTests(SmallService service) : IClassFixture<SmallService>
{
    [Theory]
    [InlineData(0)] // as it is
    [InlineData(1)] // a letter left out
    [InlineData(2)] // two letters swapped
    [InlineData(3)] // another letter
    [InlineData(4)] // a letter too many
    public async Task A_search_finds_every_film_by_its_longest_word_whatever_one_mistypes(int mistake)
    {
        foreach (var film in service.Data.Items.Take(30))
        {
            var word = film.Title.Split(' ').MaxBy(part => part.Length)!.ToLowerInvariant();
            if (word.Length < 5)
            {
                continue;
            }

            var typed = mistake switch
            {
                1 => word.Remove(2, 1),
                2 => word[..2] + word[3] + word[2] + word[4..],
                3 => word[..2] + 'q' + word[3..],
                4 => word.Insert(3, "q"),
                _ => word,
            };
            var found = (await service.Client.Get($"/api/films?query={typed}&top=50")).Films("items");
            Assert.True(found.Contains(film.Id), $"'{typed}' does not find {film.Title}.");
        }
    }

    [Fact]
    public async Task What_matches_best_comes_first_and_every_word_must_match()
    {
        var film = service.Data.Items[4];
        var title = film.Title[..film.Title.LastIndexOf(' ')];
        Assert.Equal(film.Id, (await service.Client.Get($"/api/films?query={Uri.EscapeDataString(title)}")).Films("items")[0]);
        Assert.Empty((await service.Client.Get($"/api/films?query={Uri.EscapeDataString(title)}+zzzzzz")).Films("items"));
        Assert.Empty((await service.Client.Get("/api/films?query=")).Films("items"));
    }

    [Fact]
    public async Task Films_are_given_by_id_in_the_order_asked_for_and_look_like_something()
    {
        var list = await service.Client.Get("/api/films?ids=7,3,999999,12");
        Assert.Equal((int[])[7, 3, 12], list.Films("items"));
        Assert.All(list.GetProperty("items").EnumerateArray(), film =>
            Assert.Matches("^([0-9a-f]{2}){8}$", film.GetProperty("look").GetString()));
        await service.Client.Get("/api/films?ids=7;3", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_film_is_told_in_the_numbers_of_its_ratings()
    {
        var item = service.Data.Ratings.ToArray().GroupBy(r => r.Item).MaxBy(g => g.Count())!;
        var facts = await service.Client.Get($"/api/films/{service.Data.Items[item.Key].Id}");
        Assert.Equal((item.Count(), 1), (Number(facts, "ratings"), Number(facts, "ratingsRank")));
        Assert.Equal(item.Average(r => (double)r.Value), facts.GetProperty("meanStars").GetDouble(), 1e-9);
        Assert.Equal(item.Count(r => r.Value > 3) / (double)item.Count(), facts.GetProperty("likedShare").GetDouble(), 1e-9);
        Assert.All((string[])["times", "groups"], name =>
            Assert.Equal(item.Count(), facts.GetProperty(name).EnumerateArray().Sum(part => Number(part, "ratings"))));
        var cosines = facts.GetProperty("similar").EnumerateArray().Select(s => s.GetProperty("cosine").GetSingle()).ToArray();
        Assert.Equal(12, cosines.Length);
        Assert.Equal(cosines.OrderDescending(), cosines);
        await service.Client.Get("/api/films/999999", HttpStatusCode.NotFound);
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
