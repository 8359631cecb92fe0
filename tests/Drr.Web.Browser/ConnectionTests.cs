using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

public sealed class ConnectionTests(Browser browser)
{
    [Fact(Timeout = Browser.Patience)]
    public async Task A_lost_service_is_said_and_nothing_done_before_is_lost()
    {
        await using var open = await browser.Open("/session/301");
        open.MayFail = true;
        var titles = await open.Titles();
        await open.Page.Keyboard.PressAsync("l");
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(1);

        browser.Service.Kill();
        await open.Page.Keyboard.PressAsync("l");
        await Expect(open.Page.GetByText("No connection to the service")).ToBeVisibleAsync();
        await Expect(open.Cards.Nth(1).Locator(".stamp")).ToHaveCountAsync(0); // what was not taken is not shown as done
        await open.Page.GotoAsync("about:blank", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        await browser.Service.Launch();

        await open.Page.GotoAsync("/session/301");
        await Expect(open.Page.Locator(".history li.fresh")).ToHaveCountAsync(1);
        Assert.DoesNotContain(titles[0], await open.Titles());
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_view_that_could_not_be_loaded_comes_by_itself_when_the_service_is_back()
    {
        await using var open = await browser.Open("/users");
        open.MayFail = true;
        await Expect(open.Page.GetByText("Page 1 of")).ToBeVisibleAsync();
        browser.Service.Kill();
        await open.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Trending" }).ClickAsync();
        await Expect(open.Page.GetByText("The service does not answer")).ToBeVisibleAsync();
        await browser.Service.Launch();
        await Expect(open.Page.Locator(".top-four > li")).ToHaveCountAsync(4, new() { Timeout = 20_000 });
        await Expect(open.Page.GetByText("No connection to the service")).ToHaveCountAsync(0);
    }
}
