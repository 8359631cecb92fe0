using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

public sealed class SessionTests(Browser browser)
{
    [Fact(Timeout = Browser.Patience)]
    public async Task Verdicts_by_mouse_are_marked_and_stand_in_the_history()
    {
        await using var open = await browser.Open("/session/101");
        var titles = await open.Titles();
        await Judge(open, 0, "Like");
        await Judge(open, 1, "Dislike");
        await Judge(open, 2, "4 of 5 stars");
        await Judge(open, 3, "Skip");
        foreach (var (card, stamp) in new[] { (0, "Liked"), (1, "Disliked"), (2, "4 of 5 stars"), (3, "Skipped") })
        {
            await Expect(open.Cards.Nth(card).Locator(".stamp")).ToHaveTextAsync(stamp);
        }

        var history = open.Page.Locator(".history li.fresh");
        await Expect(history).ToHaveCountAsync(3); // skipping is not feedback
        await Expect(open.Page.Locator(".remembered li").First).ToHaveAttributeAsync("title", NameOf(titles[2]));
        await Expect(open.Page.Locator(".remembered li").Nth(1)).ToHaveAttributeAsync("title", NameOf(titles[0]));

        await open.Page.ReloadAsync(); // the service remembers
        await Expect(history).ToHaveCountAsync(3);
        Assert.DoesNotContain(titles[0], await open.Titles());
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Undo_takes_back_the_last_verdict_and_then_the_one_before()
    {
        await using var open = await browser.Open("/session/102");
        await open.Titles();
        await Judge(open, 0, "Like");
        await Judge(open, 1, "Dislike");
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(2);
        await open.Button("Undo").ClickAsync();
        await Expect(open.Cards.Nth(1).Locator(".stamp")).ToHaveCountAsync(0);
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(1);
        await open.Button("Undo").ClickAsync();
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(0);
        await Expect(open.Button("Undo")).ToBeDisabledAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task The_history_takes_back_a_verdict_too()
    {
        await using var open = await browser.Open("/session/103");
        await open.Titles();
        await Judge(open, 2, "Like");
        await open.Page.Locator(".history").GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(0);
        await Expect(open.Cards.Nth(2).Locator(".stamp")).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task The_next_batch_shows_nothing_again_and_reacts_to_what_was_liked()
    {
        await using var first = await browser.Open("/session/104");
        var shown = await first.Titles();
        await first.Button("Next batch").ClickAsync();
        await Expect(first.Cards.First.Locator("h3")).Not.ToHaveTextAsync(shown[0]);
        var unmoved = await first.Titles();
        Assert.Empty(shown.Intersect(unmoved));

        await using var second = await browser.Open("/session/104");
        Assert.Equal(shown, await second.Titles()); // the same state, the same list
        for (var card = 3; card < 8; card++)
        {
            await Judge(second, card, "Like");
        }

        await second.Button("Next batch").ClickAsync();
        await Expect(second.Page.Locator(".stamp")).ToHaveCountAsync(0);
        var moved = await second.Titles();
        Assert.Empty(shown.Intersect(moved));
        Assert.NotEqual(unmoved, moved);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_cover_opens_what_speaks_for_the_film()
    {
        await using var open = await browser.Open("/session/105");
        var titles = await open.Titles();
        await open.Cards.First.Locator(".picture").ClickAsync();
        var dialog = open.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = NameOf(titles[0]) })).ToBeVisibleAsync();
        await Expect(dialog.Locator(".reasons li").First).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await open.Page.ReloadAsync();
        Assert.Equal(titles, await open.Titles());
        await Expect(open.Page.Locator(".history li").First).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(0); // to look is no feedback
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_verdict_is_given_where_the_reasons_are_read()
    {
        await using var open = await browser.Open("/session/108");
        await open.Titles();
        await open.Cards.Nth(1).Locator(".why").ClickAsync();
        var dialog = open.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync(); // no verdict by mistake
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Dislike" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(open.Cards.Nth(1).Locator(".stamp")).ToHaveTextAsync("Disliked");
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Popularity_says_that_its_list_is_the_same_for_everybody_and_the_agent_does_not()
    {
        await using var open = await browser.Open("/session/109?model=popularity");
        await open.Titles();
        await open.Cards.First.Locator(".why").ClickAsync();
        var everybody = open.Page.GetByRole(AriaRole.Dialog).GetByText("everybody gets this list");
        await Expect(everybody).ToBeVisibleAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await open.Choice("DRR").CheckAsync();
        await Expect(open.Cards.First.Locator(".meter.drr")).ToBeVisibleAsync();
        await open.Cards.First.Locator(".why").ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(everybody).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Verdicts_have_words_and_nothing_lies_over_them()
    {
        await using var open = await browser.Open("/session/110");
        await open.Titles();
        Assert.InRange((await open.Page.Locator(".key-bar").BoundingBoxAsync())!.Y, 0, 800);
        for (var card = 0; card < 8; card++)
        {
            foreach (var word in new[] { "Like", "Dislike", "Skip" })
            {
                await Expect(open.Cards.Nth(card).GetByText(word, new() { Exact = true })).ToBeVisibleAsync();
            }

            foreach (var button in await open.Cards.Nth(card).Locator(".acts button").AllAsync())
            {
                Assert.True(await button.EvaluateAsync<bool>(
                    """
                    button => {
                      button.scrollIntoView({ block: "nearest" });
                      const { x, y, width, height } = button.getBoundingClientRect();
                      return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
                    }
                    """));
            }
        }
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_model_that_does_not_answer_says_why()
    {
        const string reason = "The run in runs/x was trained with historyLength 5.";
        await using var open = await browser.Open("/trending");
        open.MayFail = true;
        await open.Page.RouteAsync("**/recommendations", route => route.FulfillAsync(new()
        {
            Status = 503, ContentType = "application/problem+json", Body = $$"""{"title":"No agent","detail":"{{reason}}"}""",
        }));
        await open.Page.GotoAsync("/session/111");
        await Expect(open.Page.GetByText("DRR does not answer yet")).ToBeVisibleAsync();
        await Expect(open.Page.GetByText(reason)).ToBeVisibleAsync();
        await open.Choice("Side by side").CheckAsync();
        await Expect(open.Page.Locator(".column.drr").GetByText(reason)).ToBeVisibleAsync();
        await open.Page.UnrouteAllAsync();
        await open.Choice("DRR").CheckAsync();
        await open.Titles(); // by itself
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Models_are_chosen_and_stand_side_by_side()
    {
        await using var open = await browser.Open("/session/106");
        var agent = await open.Titles();
        await open.Choice("Popularity").CheckAsync();
        await Expect(open.Cards.First.Locator(".meter.popularity")).ToBeVisibleAsync();
        Assert.NotEqual(agent, await open.Titles());
        await open.Choice("Side by side").CheckAsync();
        await Expect(open.Page.Locator(".column")).ToHaveCountAsync(3);
        foreach (var model in new[] { "drr", "item-cosine", "popularity" })
        {
            await Expect(open.Page.Locator($".column.{model} li")).ToHaveCountAsync(10);
        }

        var first = await open.Page.Locator(".column.drr li").First.Locator(".name > span").InnerTextAsync();
        Assert.Equal(agent[0], first);
        await open.Page.ReloadAsync(); // the comparison has an address
        await Expect(open.Page.Locator(".column")).ToHaveCountAsync(3);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_finger_does_it_on_a_phone()
    {
        await using var open = await browser.Open("/session/107", phone: true);
        await open.Titles();
        await open.Cards.First.GetByRole(AriaRole.Button, new() { Name = "5 of 5 stars" }).TapAsync();
        await Expect(open.Cards.First.Locator(".stamp")).ToHaveTextAsync("5 of 5 stars");
        Assert.Equal(360, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")); // nothing sticks out
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task An_unknown_user_is_said_to_be_unknown()
    {
        await using var open = await browser.Open("/trending");
        open.MayFail = true;
        await open.Page.GotoAsync("/session/999999");
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("999999");
    }

    private static async Task Judge(OpenPage open, int card, string verdict)
    {
        await open.Cards.Nth(card).GetByRole(AriaRole.Button, new() { Name = verdict, Exact = true }).ClickAsync();
        await Expect(open.Cards.Nth(card).Locator(".stamp")).ToBeVisibleAsync();
    }

    /// <summary>A card's heading less the year.</summary>
    private static string NameOf(string heading) => heading[..heading.LastIndexOf(' ')];
}
