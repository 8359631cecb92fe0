using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

/// <summary>Makes the pictures of docs/page.md, of the built-in data set. Only when asked for: they are committed.</summary>
public sealed class Screenshots(Browser browser)
{
    [Fact(Explicit = true, Timeout = 5 * Browser.Patience)]
    public async Task Make()
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("docs/page")).FullName;
        string[] shown =
        [
            "first-run", "for-you", "map-beside", "film", "dataset", "trending", "users", "session", "comparison", "training",
        ];
        foreach (var (name, path, ready) in View.All.Where(view => shown.Contains(view.Name)))
        {
            foreach (var (phone, dark) in new[] { (false, false), (false, true), (true, false), (true, true) })
            {
                await using var open = await browser.Open(path, phone, dark);
                await Expect(open.Page.Locator(ready).First).ToBeVisibleAsync();
                await open.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                await open.Page.EvaluateAsync("document.fonts.ready");
                var file = $"{name}-{(phone ? "phone" : "desktop")}-{(dark ? "dark" : "light")}.png";
                await open.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
            }
        }
    }
}
