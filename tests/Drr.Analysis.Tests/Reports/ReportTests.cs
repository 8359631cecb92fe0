using System.Text.Json;
using System.Text.RegularExpressions;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Analysis.Figures;
using Drr.Analysis.Reports;
using Drr.TestKit;

namespace Drr.Analysis.Tests.Reports;

public sealed partial class ReportTests
{
    private static readonly RatingDataset s_data = Data();
    private static readonly DatasetAnalysis s_analysis =
        SmallData.Analyze(s_data) with { CrossValidation = SmallData.CrossValidate(s_data, 1) };

    private static readonly FigureSet s_figures = FigureSet.Of(s_analysis);
    private static readonly ReportDocument s_document = ReportDocument.Of(s_analysis, s_figures);

    [Fact]
    public void The_page_needs_nothing_beside_it()
    {
        const string Name = "http://www.w3.org/"; // names that look like addresses begin so
        var html = HtmlReport.Write(s_document).Replace(Name, "", StringComparison.Ordinal);
        Assert.DoesNotContain("//", Comments().Replace(html, ""), StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.Equal(s_figures.Figures.Count, html.Split("<svg").Length - 1);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Contains("@media print", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_the_data_cannot_become_markup()
    {
        Assert.DoesNotContain("<b>", HtmlReport.Write(s_document), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", HtmlReport.Write(s_document), StringComparison.Ordinal);
        var markdown = MarkdownReport.Write(s_document, "figures");
        Assert.DoesNotContain("<b>", markdown, StringComparison.Ordinal);
        Assert.Contains("""&lt;b>bold&lt;/b> \| \[x\]""", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_has_its_caption_and_every_table_its_rows_in_both_forms()
    {
        var (html, markdown) = (HtmlReport.Write(s_document), MarkdownReport.Write(s_document, "figures"));
        foreach (var figure in s_figures.Figures)
        {
            Assert.Contains($"![{figure.Title}](figures/{figure.Key}.png)", markdown, StringComparison.Ordinal);
            Assert.Contains(System.Net.WebUtility.HtmlEncode(figure.Caption), html, StringComparison.Ordinal);
        }

        var tables = s_document.Sections.SelectMany(section => section.Tables).ToArray();
        Assert.All(tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
        Assert.Equal(tables.Sum(table => table.Rows.Count + 1), html.Split("<tr>").Length - 1);
        Assert.Equal(tables.Length, html.Split("<table>").Length - 1);
        Assert.Contains(tables, table => table.Title == "Mean over the folds");
    }

    [Fact]
    public void Cells_are_sorted_by_their_numbers()
    {
        var table = new ReportTable("t", ["film", "ratings"], [["A", 1_200], ["B", 90]]);
        Assert.Equal((false, true), (table.IsNumeric(0), table.IsNumeric(1)));
        var html = HtmlReport.Write(new("title", "", [new("s", "", null, [table])], []));
        Assert.Contains("<td class=\"number\" data-value=\"1200\">1,200</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>A</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_stands_out_is_bold_in_both_forms()
    {
        var table = new ReportTable("", ["", "P@10"], [[new("DRR*", IsStrong: true), new(".5", 0.5)]]);
        Assert.Equal("|  | P@10 |\n| --- | ---: |\n| **DRR\\*** | .5 |\n", MarkdownReport.Table(table));
        var html = HtmlReport.Write(new("title", "", [new("s", "", null, [table])], []));
        Assert.Contains("<td><strong>DRR*</strong></td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        var document = s_document with { LeftOut = [new("Age groups", "no user's age is known")] };
        Assert.Contains("- Age groups: no user's age is known", MarkdownReport.Write(document, "f"), StringComparison.Ordinal);
        Assert.Contains("<li>Age groups: no user&#39;s age is known</li>", HtmlReport.Write(document), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_holds_all_of_it_and_the_same_bytes_again()
    {
        using var folder = new TemporaryFolder();
        var files = Write(folder["a"], s_analysis, s_figures);
        Assert.Equal((2 * s_figures.Figures.Count) + 3, files.Count);
        Assert.Equal(files.Order(), Directory.EnumerateFiles(folder["a"], "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder["a"], path).Replace('\\', '/')).Order());

        Write(folder["b"], SmallData.Analyze(s_data) with { CrossValidation = s_analysis.CrossValidation }, s_figures);
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(folder["a"], file)), File.ReadAllBytes(Path.Combine(folder["b"], file))));
    }

    [Fact]
    public void Json_holds_the_numbers()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, s_analysis, s_figures);
        var json = JsonDocument.Parse(File.ReadAllText(folder["report.json"])).RootElement;
        var analysis = json.GetProperty("analysis");
        Assert.Equal(s_data.Ratings.Length, analysis.GetProperty("stats").GetProperty("ratings").GetInt32());
        var gini = analysis.GetProperty("filmConcentration").GetProperty("gini").GetDouble();
        Assert.Equal(s_analysis.FilmConcentration.Gini, gini);
        Assert.Equal(7, analysis.GetProperty("weeklyRhythm").GetProperty("ratings").GetArrayLength());
        Assert.Equal(4, analysis.GetProperty("crossValidation").GetProperty("rows").GetArrayLength());
        Assert.Equal(s_figures.Figures.Count, json.GetProperty("figures").GetArrayLength());
    }

    private static IReadOnlyList<string> Write(string folder, DatasetAnalysis analysis, FigureSet figures) =>
        ReportFolder.Write(folder, analysis, figures);

    private static RatingDataset Data()
    {
        var data = SyntheticDataset.Generate(new() { Users = 200, Items = 80, Ratings = 6_000 });
        Item[] items = [.. data.Items.Select(item => item with { Title = $"<b>bold</b> | [x] {item.Id}" })];
        return new(data.Name, data.Users, items, data.Ratings.ToArray(), data.Scale);
    }

    [GeneratedRegex(@"/\*.*?\*/")]
    private static partial Regex Comments();
}
