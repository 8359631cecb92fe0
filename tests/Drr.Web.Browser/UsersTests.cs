using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

public sealed class UsersTests(Browser browser)
{
    [Fact(Timeout = Browser.Patience)]
    public async Task A_user_is_found_by_id_and_opened()
    {
        await using var open = await browser.Open("/users");
        await open.Page.GetByLabel("Id or words").FillAsync("777");
        await Expect(open.Page.GetByText("1 user", new() { Exact = true })).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "777" }).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Session of user 777" })).ToBeVisibleAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Filters_hold_for_every_row_and_outlive_a_reload()
    {
        await using var open = await browser.Open("/users");
        await open.List("Occupation").SelectOptionAsync("artist");
        await open.List("Activity").SelectOptionAsync("1 to 49 ratings");
        await Expect(open.Page.Locator(".stale")).ToHaveCountAsync(0);
        await open.Page.ReloadAsync();
        await Expect(open.List("Occupation")).ToHaveValueAsync("artist");
        await Expect(open.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        foreach (var row in await open.Page.Locator("tbody tr").AllAsync())
        {
            await Expect(row.Locator("[data-name=Occupation]")).ToHaveTextAsync("artist");
            Assert.InRange(int.Parse(await row.Locator("[data-name=Ratings]").InnerTextAsync()), 1, 49);
        }
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Pages_follow_one_another()
    {
        await using var open = await browser.Open("/users");
        await Expect(open.Page.GetByText("Page 1 of")).ToBeVisibleAsync();
        await open.Button("After").ClickAsync();
        await Expect(open.Page.GetByText("Page 2 of")).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Link, new() { Name = "21", Exact = true })).ToBeVisibleAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Nobody_found_is_said_with_a_way_out()
    {
        await using var open = await browser.Open("/users?query=nobody");
        await Expect(open.Page.GetByText("Nobody is like that")).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Clear the filters" }).ClickAsync();
        await Expect(open.Page.GetByText("Page 1 of")).ToBeVisibleAsync();
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_new_user_starts_with_what_is_popular_and_goes_on_with_what_they_like()
    {
        await using var open = await browser.Open("/users");
        await open.Button("New user").ClickAsync();
        var dialog = open.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Ada <b>");
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Age" }).SelectOptionAsync("35 to 44");
        await open.Button("Make, and begin a session").ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "Session of Ada <b>" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByText("popularity answers instead")).ToBeVisibleAsync();
        await open.Cards.First.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).ClickAsync();
        await open.Button("Next batch").ClickAsync();
        await Expect(open.Page.GetByText("popularity answers instead")).ToHaveCountAsync(0);
        await Expect(open.Cards.First.GetByText("Because of")).ToBeVisibleAsync();
    }
}
