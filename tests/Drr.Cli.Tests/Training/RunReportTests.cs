using Drr.Agent.Data;
using Drr.Agent.Data.Formats;

namespace Drr.Cli.Tests.Training;

public sealed class RunReportTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void The_page_tells_curves_lists_settings_and_machine_and_needs_nothing_beside_it()
    {
        var page = Page(small.Run);
        Assert.Equal(4, Count(page, "<svg "));
        const string Summary = "400 of 400 environment steps, finished, seed 1; best validation precisionAt10";
        Assert.Contains(Summary, page, StringComparison.Ordinal);
        Assert.Matches(@"policy\.hidden</td><td[^>]*>16</td><td[^>]*>--set policy\.hidden=16</td>", page);
        Assert.Matches(@"learning\.discount</td><td[^>]*>0\.5</td><td[^>]*>default</td>", page);
        Assert.Contains("80 users, 90 films, 2,500 ratings", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Beside the baselines", page, StringComparison.Ordinal); // not evaluated yet
        Assert.DoesNotMatch(@"(?i)(src|href)=""(?!#)|url\((?!#)|@import", page);
    }

    [Fact]
    public void Its_lists_are_those_of_recommend()
    {
        var (page, data) = (Page(small.Run), DatasetReader.Read(small.Data));
        Assert.Equal(5, Count(page, "Liked last: "));
        var user = data.Users[64].Id; // the first test user
        Assert.Contains($"<caption>User {user}</caption>", page, StringComparison.Ordinal);
        var list = SmallRun.Expect(0, "recommend", "--run", small.Run, "--data", small.Data, "--user", $"{user}", "--json").Json;
        Assert.All(list.GetProperty("items").EnumerateArray(), item =>
            Assert.Contains($">{System.Net.WebUtility.HtmlEncode(item.Text("title"))}</td>", page, StringComparison.Ordinal));
    }

    [Fact]
    public void An_evaluation_adds_its_tables()
    {
        var run = small.CopyOfRun();
        SmallRun.Expect(0, "evaluate", "--run", run, "--data", small.Data);
        var page = Page(run);
        Assert.Contains("Protocol catalogue.", page, StringComparison.Ordinal);
        Assert.Contains("any: 16 users.", page, StringComparison.Ordinal);
        const string Popularity =
            @"<td>popularity</td><td class=""number"" data-value=""[\d.E-]+"">0\.\d{4} (±|&#177;) 0\.\d{4}</td>";
        Assert.Matches(Popularity, page);
    }

    private static string Page(string run) => File.ReadAllText(Path.Combine(run, "report.html"));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
