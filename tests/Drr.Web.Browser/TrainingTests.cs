using System.Diagnostics;
using System.Text.RegularExpressions;
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

    [Fact(Timeout = 5 * Browser.Patience)]
    public async Task A_data_set_is_imported_trained_on_and_served_all_from_the_page_and_the_run_is_that_of_the_command_line()
    {
        var folder = browser.Service.Folder;
        await Drr(folder, "data", "synth", "-o", "given", "--users", "120", "--items", "150", "--ratings", "6000", "-q");
        await using var open = await browser.Open("/training?run=built-in");
        await open.Button("Import one").ClickAsync();
        await open.Page.GetByLabel("Or a path on the service's machine").FillAsync(Path.Combine(folder, "given"));
        await open.Button("Check").ClickAsync();
        await Expect(open.Page.GetByText("Checked, no fault")).ToBeVisibleAsync();
        await Expect(open.List("1. Data set")).ToHaveValueAsync("given");
        await open.List("2. Preset").SelectOptionAsync("demo");
        await open.Button("3. Train").ClickAsync();
        await Expect(open.Page).ToHaveURLAsync(new Regex("run=001-demo"));
        var patience = new Microsoft.Playwright.LocatorAssertionsToBeVisibleOptions { Timeout = 2 * Browser.Patience };
        await Expect(open.Page.Locator(".progress .chip.good")).ToBeVisibleAsync(patience);

        await Drr(folder, "train", "--data", "data/given", "--preset", "demo", "-o", "typed", "-q");
        Assert.Equal(Files("typed"), Files("runs/001-demo"));
        string[] same = ["config.json", "origins.json", "split.json", "metrics.jsonl", "checkpoints/best.safetensors"];
        foreach (var file in same)
        {
            var (typed, clicked) = (await Read("typed", file), await Read("runs/001-demo", file));
            Assert.True(typed.AsSpan().SequenceEqual(clicked), file);
        }

        open.MayFail = true; // while the service starts anew
        foreach (var (run, films) in new[] { ("001-demo", "150"), ("built-in", "600") })
        {
            await open.Page.GotoAsync($"/training?run={run}");
            await open.Button("Let it answer here").ClickAsync();
            await Expect(open.Page.GetByText("answers here")).ToBeVisibleAsync(patience);
            await open.Page.GotoAsync("/dataset");
            await Expect(open.Page.GetByText(films, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        IEnumerable<string> Files(string run) => Directory
            .EnumerateFiles(Path.Combine(folder, run), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(folder, run), file)).Order(StringComparer.Ordinal);

        Task<byte[]> Read(string run, string file) =>
            File.ReadAllBytesAsync(Path.Combine(folder, run, file), TestContext.Current.CancellationToken);
    }

    private static async Task Drr(string folder, params string[] arguments)
    {
        var program = new ProcessStartInfo("dotnet") { WorkingDirectory = folder };
        program.Environment["DRR_LEARNING__STEPS"] = Service.TrainedSteps;
        Array.ForEach([Path.Combine(AppContext.BaseDirectory, "drr.dll"), .. arguments], program.ArgumentList.Add);
        using var process = Process.Start(program)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
