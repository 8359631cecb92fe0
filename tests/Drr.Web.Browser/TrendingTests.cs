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

    private static async Task<IReadOnlyList<string>> FirstFour(OpenPage open)
    {
        await Expect(open.Page.Locator(".top-four h2")).ToHaveCountAsync(4);
        await Expect(open.Page.Locator(".stale")).ToHaveCountAsync(0);
        return await open.Page.Locator(".top-four h2").AllInnerTextsAsync();
    }
}
