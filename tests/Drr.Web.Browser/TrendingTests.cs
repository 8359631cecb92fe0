using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

public sealed class TrendingTests(Browser browser)
{
    [Fact(Timeout = Browser.Patience)]
    public async Task A_window_changes_the_list_and_the_address()
    {
        await using var open = await browser.Open("/trending");
        var recent = await FirstFour(open);
        await open.Choice("All time").CheckAsync();
        await Expect(open.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("window=all"));
        await Expect(open.Page.GetByText("40,000 ratings of 600 films")).ToBeVisibleAsync(); // all of them
        Assert.NotEqual(recent, await FirstFour(open));
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_genre_is_chosen_by_list_or_by_its_bar_and_given_up_again()
    {
        await using var open = await browser.Open("/trending?window=all");
        await open.List("Genre").SelectOptionAsync("Horror");
        await Expect(open.Page.Locator(".stale")).ToHaveCountAsync(0);
        foreach (var card in await open.Page.Locator(".top-four > li").AllAsync())
        {
            await Expect(card.GetByText("Horror")).ToBeVisibleAsync();
        }

        var bar = open.Page.GetByRole(AriaRole.Button, new() { Name = "Horror" });
        await Expect(bar).ToHaveAttributeAsync("aria-pressed", "true");
        await bar.ClickAsync();
        await Expect(open.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("genre="));
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_window_that_nobody_chose_has_enough_ratings_of_the_first_four()
    {
        await using var open = await browser.Open("/trending");
        await FirstFour(open);
        foreach (var card in await open.Page.Locator(".top-four > li").AllAsync())
        {
            var ratings = await card.Locator(".fields div", new() { HasText = "Recent ratings" }).Locator("dd").InnerTextAsync();
            Assert.True(int.Parse(ratings, System.Globalization.CultureInfo.InvariantCulture) >= 10, $"{ratings} ratings");
        }

        await Expect(open.Page.GetByText("fewer than 10 ratings")).ToBeVisibleAsync(); // why it is not a shorter one
        await open.Choice("7 days").CheckAsync();
        await Expect(open.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("window=7d"));
        await Expect(open.Page.GetByText("fewer than 10 ratings")).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_film_opens_and_takes_a_verdict_for_the_user_of_the_last_session()
    {
        await using var open = await browser.Open("/trending?window=all");
        await FirstFour(open);
        await open.Page.Locator(".top-four .open").First.ClickAsync();
        var dialog = open.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync(); // the visitor's own
        await Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "See what it changed" })).ToBeVisibleAsync();

        await open.Page.GotoAsync("/session/112");
        await open.Titles();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Trending" }).ClickAsync();
        await open.Page.Locator(".film-rows .open").First.ClickAsync();
        var title = await dialog.GetByRole(AriaRole.Heading).First.InnerTextAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "2 of 5 stars" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("2 of 5 stars");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("Liked");
        await dialog.GetByRole(AriaRole.Link, new() { Name = "user 112" }).ClickAsync();
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator(".history li.fresh")).ToContainTextAsync(title);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Covers_of_one_genre_differ_in_colour_and_small_ones_leave_the_title_to_the_text_beside_them()
    {
        await using var open = await browser.Open("/trending?window=all&genre=Comedy");
        await FirstFour(open);
        await Expect(open.Page.Locator(".film-rows .cover.small")).ToHaveCountAsync(8);
        await Expect(open.Page.Locator(".cover.small .poster-name")).ToHaveCountAsync(0);
        var hues = await open.Page.EvaluateAsync<double[]>(
            """
            () => [...document.querySelectorAll(".cover stop:first-child")].map(stop => stop.getAttribute("stop-color"))
              .filter((_, i) => i % 2 === 0).map(colour => Number(/([-\d.e]+)\)$/.exec(colour)[1]))
            """);
        Assert.Equal(12, hues.Length);
        Assert.True(hues.Max() - hues.Min() > 90, $"Hues from {hues.Min():f0} to {hues.Max():f0} degrees.");
    }

    private static async Task<IReadOnlyList<string>> FirstFour(OpenPage open)
    {
        await Expect(open.Page.Locator(".top-four h2")).ToHaveCountAsync(4);
        await Expect(open.Page.Locator(".stale")).ToHaveCountAsync(0);
        return await open.Page.Locator(".top-four h2").AllInnerTextsAsync();
    }
}
