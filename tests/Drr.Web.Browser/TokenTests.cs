using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

/// <summary>A service that is open to others wants a token from whoever writes.</summary>
public sealed class TokenTests(Browser browser)
{
    private const string Token = "correct horse";

    [Fact(Timeout = Browser.Patience)]
    public async Task A_token_is_asked_for_and_kept_for_the_session_and_the_verdict_goes_through()
    {
        await using var open = await Guarded("/session/113");
        await open.Page.Keyboard.PressAsync("l");
        var dialog = open.Page.GetByRole(AriaRole.Dialog, new() { Name = "The service asks for its token" });
        await Give(dialog, "wrong");
        await Expect(dialog.GetByText("The token given before was refused")).ToBeVisibleAsync();
        await Give(dialog, Token);
        await Expect(open.Cards.First.Locator(".stamp")).ToHaveTextAsync("Liked");
        await Expect(dialog).ToHaveCountAsync(0);
        await open.Page.ReloadAsync();
        await open.Titles();
        await open.Page.Keyboard.PressAsync("d");
        await Expect(open.Cards.First.Locator(".stamp")).ToHaveTextAsync("Disliked"); // without being asked again
        Assert.Null(await open.Page.EvaluateAsync<string?>("localStorage.getItem('token')"));
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Who_has_no_token_is_told_and_nothing_is_marked()
    {
        await using var open = await Guarded("/session/114");
        await open.Page.Keyboard.PressAsync("l");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A token is required");
        await Expect(open.Page.Locator(".stamp")).ToHaveCountAsync(0);
    }

    /// <summary>A session at a service that refuses feedback without the token.</summary>
    private async Task<OpenPage> Guarded(string path)
    {
        var open = await browser.Open("/users");
        open.MayFail = true;
        await open.Page.RouteAsync("**/feedback", async route =>
        {
            if (await route.Request.HeaderValueAsync("Authorization") == $"Bearer {Token}")
            {
                await route.ContinueAsync();
            }
            else
            {
                await route.FulfillAsync(new()
                {
                    Status = 401, ContentType = "application/problem+json",
                    Body = """{"detail":"A token is required to write."}""",
                });
            }
        });
        await open.Page.GotoAsync(path);
        await open.Titles();
        return open;
    }

    private static async Task Give(ILocator dialog, string token)
    {
        await dialog.GetByLabel("Token").FillAsync(token);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
    }
}
