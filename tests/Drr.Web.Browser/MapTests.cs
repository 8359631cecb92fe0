using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

/// <summary>The map of films: a session on it, played, paused and stepped through; a test user's beside another model.</summary>
public sealed class MapTests(Browser browser)
{
    [Fact(Timeout = Browser.Patience)]
    public async Task Ones_own_verdicts_move_state_action_and_candidates()
    {
        await using var open = await browser.Open(DiscoverTests.Five);
        await Expect(open.Page.Locator(".film-row").First).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "See it think" }).ClickAsync();
        await Expect(open.Page.Locator(".sky .held")).ToHaveCountAsync(5);
        await Expect(open.Page.Locator(".sky .candidate")).ToHaveCountAsync(10);
        var last = await open.Page.Locator(".sky .arrow").GetAttributeAsync("d");
        await open.Button("Step back").ClickAsync();
        await Expect(open.Page.Locator(".sky .held")).ToHaveCountAsync(4);
        await Expect(open.Page.Locator(".sky .arrow")).Not.ToHaveAttributeAsync("d", last!);
        Assert.True(await open.Page.EvaluateAsync<bool>(
            """
            () => {
              const canvas = document.querySelector(".sky canvas");
              const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              return pixels.filter((_, i) => i % 4 === 3 && pixels[i] > 0).length > 2000;
            }
            """)); // dots are drawn
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_test_users_session_plays_beside_another_model_and_pauses()
    {
        await using var open = await browser.Open("/map?user=first");
        await Expect(open.Page.Locator(".sky")).ToHaveCountAsync(2);
        await Expect(open.Page.Locator(".sky .arrow")).ToHaveCountAsync(1); // only the agent has an action
        await open.Button("Play").ClickAsync();
        await Expect(open.Page.GetByText("3 of 20")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        await open.Button("Pause").ClickAsync();
        await Expect(open.Page.Locator(".stage figcaption").First).ToContainTextAsync("of 2 shown");
        await open.Page.GetByRole(AriaRole.Slider, new() { Name = "Step" }).FillAsync("19");
        await Expect(open.Page.GetByText("20 of 20")).ToBeVisibleAsync();
        await open.List("Beside").SelectOptionAsync("popularity");
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Popularity" })).ToBeVisibleAsync();
    }
}
