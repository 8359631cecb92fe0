using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

/// <summary>The front door: five films, rows that follow verdicts, addresses, the slider; watch list and film page.</summary>
public sealed class DiscoverTests(Browser browser)
{
    internal const string Five = "/?films=332-5,445-5,301-5,12-5,54-5";

    [Fact(Timeout = Browser.Patience)]
    public async Task Five_films_by_mouse_lead_to_rows_that_follow_each_verdict()
    {
        await using var open = await browser.Open("/");
        await Expect(open.Page.Locator(".slots li.taken")).ToHaveCountAsync(0);
        for (var film = 1; film <= 4; film++)
        {
            await open.Page.Locator(".offers button").First.ClickAsync();
            await Expect(open.Page.Locator(".slots li.taken")).ToHaveCountAsync(film);
        }

        await open.Page.Locator(".offers button").First.ClickAsync();
        await Expect(open.Page.Locator(".film-row").First).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".because")).ToContainTextAsync("Because you liked");
        var before = await Films(open);

        var liked = open.Page.Locator(".small-card").Nth(2);
        var title = await liked.GetAttributeAsync("aria-label");
        await liked.GetByRole(AriaRole.Button, new() { Name = "Like" }).ClickAsync();
        await Expect(open.Page.Locator(".said > ul > li")).ToHaveCountAsync(6);
        await Expect(open.Page.Locator(".changes")).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".rise").First).ToBeVisibleAsync();
        var after = await Films(open);
        Assert.DoesNotContain(title, after);
        Assert.NotEqual(before, after);

        await open.Page.GoBackAsync(); // takes the verdict back
        await Expect(open.Page.Locator(".said > ul > li")).ToHaveCountAsync(5);
        await open.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(before, await Films(open));
    }

    [Theory(Timeout = Browser.Patience), InlineData(false), InlineData(true)]
    public async Task Films_glide_to_their_new_places_unless_one_wants_less_motion(bool calm)
    {
        await using var open = await browser.Open(Five);
        await open.Page.EmulateMediaAsync(new() { ReducedMotion = calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference });
        await Expect(open.Page.Locator(".film-row").First).ToBeVisibleAsync();
        await open.Page.EvaluateAsync(
            """
            () => {
              window.moved = 0;
              const animate = Element.prototype.animate;
              Element.prototype.animate = function (...a) { window.moved++; return animate.apply(this, a); };
            }
            """);
        await open.Page.Locator(".small-card .like").Nth(3).ClickAsync();
        await Expect(open.Page.Locator(".changes")).ToBeVisibleAsync();
        var moved = await open.Page.EvaluateAsync<int>("window.moved");
        Assert.True(calm ? moved == 0 : moved > 3, $"{moved} films moved.");
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task The_reason_is_that_of_the_service_and_every_film_named_was_liked()
    {
        await using var open = await browser.Open(Five);
        await Expect(open.Page.Locator(".film-row").First).ToBeVisibleAsync();
        var liked = await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.said > ul button')].map(b => b.getAttribute('title').split(':')[0])");
        var named = await open.Page.Locator(".because b, .why-line b").AllInnerTextsAsync();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(liked));
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Five_films_by_keyboard_with_a_typing_error_each()
    {
        await using var open = await browser.Open("/");
        var search = open.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search all titles" });
        await Expect(open.Page.Locator(".offers li").First).ToBeVisibleAsync();
        var names = (await open.Page.Locator(".offers .poster-name span").AllInnerTextsAsync())
            .Select(name => name.Split(' ', '\n').MaxBy(word => word.Length)!).Where(word => word.Length >= 6).Distinct()
            .Take(5).ToArray();
        for (var film = 0; film < 5; film++)
        {
            await search.FillAsync(names[film].Remove(2, 1)); // a letter is missing
            var options = open.Page.GetByRole(AriaRole.Option);
            await Expect(options.First).ToContainTextAsync(names[film]);
            await search.PressAsync("ArrowDown");
            await search.PressAsync("ArrowUp");
            await search.PressAsync("Enter");
            await Expect(open.Page.Locator(film < 4 ? ".slots li.taken" : ".said > ul > li")).ToHaveCountAsync(film + 1);
        }

        await Expect(open.Page.Locator(".film-row").First).ToBeVisibleAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_finger_does_it_and_nothing_sticks_out()
    {
        await using var open = await browser.Open("/", phone: true);
        await open.Page.Locator(".offers button").First.TapAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show me with 1" }).TapAsync();
        await open.Page.Locator(".small-card .dislike").First.TapAsync();
        await Expect(open.Page.Locator(".said .bad")).ToHaveCountAsync(1);
        Assert.Equal(360, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task An_address_brings_the_same_rows_to_somebody_else_and_names_nobody()
    {
        await using var first = await browser.Open(Five);
        await Expect(first.Page.Locator(".film-row").First).ToBeVisibleAsync();
        await first.Page.Locator(".small-card .like").First.ClickAsync();
        await Expect(first.Page.Locator(".said > ul > li")).ToHaveCountAsync(6);
        await first.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var address = new Uri(first.Page.Url);
        Assert.Matches(@"^\?films=(\d+-[1-5],){5}\d+-[1-5]$", address.Query);
        await using var second = await browser.Open(address.PathAndQuery);
        await Expect(second.Page.Locator(".film-row").First).ToBeVisibleAsync();
        Assert.Equal(await Films(first), await Films(second));
        await first.Page.GotoAsync("/"); // this browser remembers
        await Expect(first.Page.Locator(".said > ul > li")).ToHaveCountAsync(6);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task The_slider_changes_the_list_and_says_how()
    {
        await using var open = await browser.Open(Five);
        await Expect(open.Page.Locator(".film-row").First).ToBeVisibleAsync();
        var (safe, known) = (await Films(open), await open.Page.Locator(".measure").TextContentAsync());
        await open.Page.Locator(".adventure input").FillAsync("100");
        await Expect(open.Page.Locator(".measure")).Not.ToHaveTextAsync(known!);
        Assert.NotEqual(safe, await Films(open));
        Assert.Contains("adventure=100", open.Page.Url, StringComparison.Ordinal);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Films_are_put_aside_and_taken_along_as_a_file()
    {
        await using var open = await browser.Open("/film/445");
        await open.Button("Watch later").ClickAsync();
        await open.Page.GotoAsync("/watch");
        await Expect(open.Page.Locator(".watched li")).ToHaveCountAsync(1);
        var download = await open.Page.RunAndWaitForDownloadAsync(() => open.Button("Export").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(("rank,movieId,title,genres", 2), (lines[0], lines.Length));
        Assert.StartsWith("1,445,\"", lines[1], StringComparison.Ordinal);
        await open.Page.Locator(".watched .icon-button").ClickAsync();
        await Expect(open.Page.GetByText("Nothing is put aside yet")).ToBeVisibleAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_film_page_takes_a_verdict_that_the_front_door_knows()
    {
        await using var open = await browser.Open("/film/332");
        await Expect(open.Page.Locator(".film-row .small-card")).ToHaveCountAsync(12);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "See what it changed" }).ClickAsync();
        await Expect(open.Page.Locator(".said > ul > li")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator(".because b")).ToHaveTextAsync("The Stapegox");
    }

    private static async Task<IReadOnlyList<string?>> Films(OpenPage open) => await open.Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll(".first h2, .small-card")]
          .map(card => card.getAttribute("aria-label") ?? card.textContent)
        """);
}
