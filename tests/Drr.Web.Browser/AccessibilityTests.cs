using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

/// <summary>WCAG 2.2 AA as far as a program can tell (axe-core), on every view, in light and dark, on desktop and phone.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly string s_axe = File.ReadAllText(Repository.PathOf("src/Drr.Web/Page/node_modules/axe-core/axe.min.js"));

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
        await open.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle); // a page at rest: no button between two colours
        await open.Page.EvaluateAsync(s_axe);
        var violations = await open.Page.EvaluateAsync<JsonElement>(
            """
            () => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
              .then(result => result.violations.map(v => `${v.id}: ${v.nodes.map(n => `${n.target} (${n.failureSummary})`).join("; ")}`))
            """);
        Assert.Empty(violations.EnumerateArray().Select(v => v.GetString()));
    }
}
