using static Microsoft.Playwright.Assertions;

namespace Drr.Web.Browser;

public sealed class DatasetTests(Browser browser)
{
    private const string Users = "1::F::1::10::48067\n",
        Films = "1::Toy Box (1995)::Animation|Comedy\n2::Old Town (1980)::Drama\n";

    [Fact(Timeout = Browser.Patience)]
    public async Task The_view_says_what_is_loaded()
    {
        await using var open = await browser.Open("/dataset");
        var counts = open.Page.GetByLabel("Counts of");
        foreach (var text in new[] { "800", "600", "40,000", "91.67 %" })
        {
            await Expect(counts.GetByText(text, new() { Exact = true })).ToBeVisibleAsync();
        }

        await Expect(open.Page.Locator(".bars").First.Locator("li")).ToHaveCountAsync(5);
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_folder_with_a_broken_line_is_refused_with_file_and_line()
    {
        var folder = Write(browser.Service.Folder, "broken", "1::1::5::978300760\n1::2::978302109\n");
        await using var open = await browser.Open("/dataset");
        await open.Page.GetByLabel("Or a path on the service's machine").FillAsync(folder);
        await open.Button("Check").ClickAsync();
        await Expect(open.Page.GetByText("ratings.dat:2", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".outcome .alert")).ToContainTextAsync("1 fault");
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task Dropped_files_are_checked_and_kept()
    {
        var folder = Write(browser.Service.Folder, "sound", "1::1::5::978300760\n1::2::3::978302109\n");
        await using var open = await browser.Open("/dataset");
        await Drop(open, Directory.GetFiles(folder));
        await Expect(open.Page.Locator(".outcome .alert.good")).ToContainTextAsync("1 user, 2 films, 2 ratings");
        await Expect(open.Page.Locator(".outcome")).ToContainTextAsync("drr train");
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_path_without_a_data_set_says_so()
    {
        await using var open = await browser.Open("/dataset");
        open.MayFail = true;
        await open.Page.GetByLabel("Or a path on the service's machine").FillAsync("/nowhere/at-all");
        await open.Button("Check").ClickAsync();
        await Expect(open.Page.Locator(".outcome .alert").First).ToBeVisibleAsync();
    }

    private static string Write(string parent, string name, string ratings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "users.dat"), Users);
        File.WriteAllText(Path.Combine(folder, "movies.dat"), Films);
        File.WriteAllText(Path.Combine(folder, "ratings.dat"), ratings);
        return folder;
    }

    /// <summary>Lets go of files over the field, as the browser does.</summary>
    private static async Task Drop(OpenPage open, string[] paths)
    {
        var files = paths.Select(path => new { Name = Path.GetFileName(path), Text = File.ReadAllText(path) });
        var transfer = await open.Page.EvaluateHandleAsync(
            "files => { const t = new DataTransfer(); "
            + "files.forEach(f => t.items.add(new File([f.Text], f.Name))); return t; }", files);
        await open.Page.Locator(".drop").DispatchEventAsync("drop", new { dataTransfer = transfer });
    }

    [Fact(Timeout = Browser.Patience)]
    public async Task A_newer_agent_that_is_not_taken_is_told_with_the_reason()
    {
        const string Fault = "built-in/checkpoints/best.safetensors: the file is damaged.";
        await using var open = await browser.Open("/users");
        await open.Page.RouteAsync("**/api/dataset", async route =>
        {
            var answer = await route.FetchAsync();
            var dataset = System.Text.Json.Nodes.JsonNode.Parse(await answer.TextAsync())!;
            dataset["modelFault"] = Fault;
            await route.FulfillAsync(new() { Response = answer, Body = dataset.ToJsonString() });
        });
        await open.Page.GotoAsync("/dataset");
        await Expect(open.Page.GetByText("Newer agent, not taken")).ToBeVisibleAsync();
        await Expect(open.Page.GetByText(Fault)).ToBeVisibleAsync();
    }
}
