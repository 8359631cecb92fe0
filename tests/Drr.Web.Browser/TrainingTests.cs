using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

public sealed class TrainingTests(Browser browser)
{
    [Fact(Timeout = Browser.Patience)]
    public async Task A_finished_run_shows_its_curves_and_their_values()
    {
        await using var open = await browser.Open("/training?run=built-in");
        await Expect(open.Page.GetByText("64,000 of 64,000 steps")).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".chart svg")).ToHaveCountAsync(7);
        await open.Page.Locator("details.data summary").First.ClickAsync();
        await Expect(open.Page.Locator("details.data[open] tbody tr")).ToHaveCountAsync(4); // validated four times
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Curves_grow_while_a_run_is_at_work()
    {
        var run = CopyOfRun("at-work", lines: 4);
        await using var open = await browser.Open("/training?run=at-work");
        await Expect(open.Page.GetByText("at work", new() { Exact = true })).ToBeVisibleAsync();
        var values = open.Page.Locator(".chart").Last.Locator("summary");
        await Expect(values).ToHaveTextAsync("4 values by steps");
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(browser.Service.Folder, "runs", "built-in", "metrics.jsonl"),
            TestContext.Current.CancellationToken);
        await File.AppendAllLinesAsync(Path.Combine(run, "metrics.jsonl"), lines[4..7], TestContext.Current.CancellationToken);
        await Expect(values).Not.ToHaveTextAsync("4 values by steps");
        Directory.Delete(run, recursive: true);
    }

    /// <summary>A run like the one that is served, at its beginning.</summary>
    private string CopyOfRun(string name, int lines)
    {
        var runs = Path.Combine(browser.Service.Folder, "runs");
        var (from, to) = (Path.Combine(runs, "built-in"), Directory.CreateDirectory(Path.Combine(runs, name)).FullName);
        foreach (var file in new[] { "config.json", "environment.json", "split.json" })
        {
            File.Copy(Path.Combine(from, file), Path.Combine(to, file));
        }

        File.WriteAllLines(Path.Combine(to, "metrics.jsonl"), File.ReadLines(Path.Combine(from, "metrics.jsonl")).Take(lines));
        return to;
    }
}
