using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

/// <summary>A whole session without a mouse.</summary>
public sealed class KeyboardTests(Browser browser)
{
    [Fact(Timeout = Browser.Patience)]
    public async Task A_session_from_finding_the_user_to_the_next_batch()
    {
        await using var open = await browser.Open("/users?query=201");
        var keys = open.Page.Keyboard;
        await Expect(open.Page.GetByText("1 user", new() { Exact = true })).ToBeVisibleAsync();
        await Reach(open, "document.activeElement.textContent === '201'");
        await keys.PressAsync("Enter");
        var titles = await open.Titles();

        await keys.PressAsync("l");
        await Expect(open.Cards.First.Locator(".stamp")).ToHaveTextAsync("Liked");
        await Expect(open.Cards.Nth(1)).ToBeFocusedAsync(); // on to the next one
        await keys.PressAsync("d");
        await Expect(open.Cards.Nth(1).Locator(".stamp")).ToHaveTextAsync("Disliked");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("3");
        await Expect(open.Cards.Nth(3).Locator(".stamp")).ToHaveTextAsync("3 of 5 stars");
        await keys.PressAsync("ArrowLeft");
        await keys.PressAsync("ArrowLeft");
        await Expect(open.Cards.Nth(2)).ToBeFocusedAsync();
        await keys.PressAsync("s");
        await Expect(open.Cards.Nth(2).Locator(".stamp")).ToHaveTextAsync("Skipped");

        await keys.PressAsync("u");
        await keys.PressAsync("u");
        await Expect(open.Page.Locator(".stamp")).ToHaveCountAsync(2);
        await Expect(open.Cards.Nth(3)).ToBeFocusedAsync(); // at what was taken back

        await keys.PressAsync("w");
        await Expect(open.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(open.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await keys.PressAsync("n");
        await Expect(open.Page.Locator(".stamp")).ToHaveCountAsync(0);
        Assert.Empty(titles.Intersect(await open.Titles()));
        await keys.PressAsync("m");
        await Expect(open.Cards.First.Locator(".meter.item-cosine")).ToBeVisibleAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Fast_keys_are_neither_lost_nor_mixed_up()
    {
        await using var open = await browser.Open("/session/202");
        await open.Titles();
        await open.Page.Keyboard.PressAsync("1");
        foreach (var rating in "2345123")
        {
            await open.Page.Keyboard.PressAsync("ArrowLeft"); // there and back, while the verdict before is on its way
            await open.Page.Keyboard.PressAsync("ArrowRight");
            await open.Page.Keyboard.PressAsync($"{rating}");
        }

        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(8);
        for (var card = 0; card < 8; card++)
        {
            await Expect(open.Cards.Nth(card).Locator(".stamp")).ToHaveTextAsync($"{"12345123"[card]} of 5 stars");
        }

        await Expect(open.Button("Next batch")).ToBeFocusedAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Keys_can_be_turned_off_and_stay_off()
    {
        await using var open = await browser.Open("/session/203");
        await open.Titles();
        await open.Button("Keys on").ClickAsync();
        await open.Page.ReloadAsync();
        await open.Titles();
        await open.Page.Keyboard.PressAsync("l");
        await Expect(open.Button("Keys off")).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".stamp")).ToHaveCountAsync(0);
    }

    /// <summary>Presses Tab until something is reached, at most forty times.</summary>
    private static async Task Reach(OpenPage open, string script)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            if (await open.Page.EvaluateAsync<bool>(script))
            {
                return;
            }
        }

        Assert.Fail("Not to be reached with the Tab key.");
    }
}
