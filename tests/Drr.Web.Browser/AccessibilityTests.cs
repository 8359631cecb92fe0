using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

/// <summary>WCAG 2.2 AA as far as a program can tell (axe-core), on every view, in light and dark,
/// on desktop and phone.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly string s_axe =
        File.ReadAllText(Repository.PathOf("src/Drr.Web/Page/node_modules/axe-core/axe.min.js"));

    public static TheoryData<string, bool, bool> Views
    {
        get
        {
            var rows = new TheoryData<string, bool, bool>();
            foreach (var (_, path, _) in View.All)
            {
                rows.Add(path, false, false);
                rows.Add(path, true, false);
                rows.Add(path, false, true);
                rows.Add(path, true, true);
            }

            return rows;
        }
    }

    [Theory(Timeout = Browser.Patience), MemberData(nameof(Views))]
    public async Task No_violations(string path, bool dark, bool phone)
    {
        await using var open = await browser.Open(path, phone, dark);
        var view = View.All.Single(v => v.Path == path);
        await Expect(open.Page.Locator(view.Ready).First).ToBeVisibleAsync();
        Assert.Empty(await Violations(open));
    }

    [Theory(Timeout = Browser.Patience)]
    [InlineData("/session/42", ".film-card .why", false)]
    [InlineData("/session/42", ".film-card .why", true)]
    [InlineData("/trending?window=365d", ".top-four .open", false)]
    [InlineData("/trending?window=365d", ".top-four .open", true)]
    public async Task No_violations_in_an_opened_film(string path, string opener, bool dark)
    {
        await using var open = await browser.Open("/session/42", phone: false, dark); // whose verdicts Trending takes
        await open.Titles();
        await open.Page.GotoAsync(path);
        await open.Page.Locator(opener).First.ClickAsync();
        await Expect(open.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).Locator(".acts")).ToBeVisibleAsync();
        Assert.Empty(await Violations(open));
    }

    private static async Task<IEnumerable<string?>> Violations(OpenPage open)
    {
        // A page at rest: no button between two colours
        await open.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        await open.Page.EvaluateAsync(s_axe);
        var violations = await open.Page.EvaluateAsync<JsonElement>(
            """
            () => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
              .then(result => result.violations.map(v =>
                  `${v.id}: ${v.nodes.map(n => `${n.target} (${n.failureSummary})`).join("; ")}`))
            """);
        return violations.EnumerateArray().Select(v => v.GetString());
    }
}
