using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Analysis.Figures;
using ScottPlot;
using SkiaSharp;

namespace Drr.Analysis.Tests.Figures;

public sealed partial class FigureTests
{
    private static readonly RatingDataset s_data =
        SyntheticDataset.Generate(new() { Users = 2_000, Items = 60, Ratings = 50_000 });
    private static readonly DatasetAnalysis s_analysis = SmallData.Analyze(s_data);

    [Fact]
    public void Full_data_have_eleven_figures_in_order()
    {
        var set = FigureSet.Of(s_analysis);
        Assert.Empty(set.LeftOut);
        Assert.Equal(Enumerable.Range(1, 11).Select(i => $"{i:00}"), set.Figures.Select(figure => figure.Key[..2]));
        Assert.All(set.Figures, figure => Assert.Matches(@"\d", figure.Caption));
    }

    [Fact]
    public void Without_what_they_need_figures_are_left_out_with_the_reason()
    {
        User[] users = [.. s_data.Users.Select(user => new User(user.Id))];
        var data = new RatingDataset("anonymous", users, s_data.Items, s_data.Ratings.ToArray(), s_data.Scale);
        var set = FigureSet.Of(SmallData.Analyze(data));
        Assert.Equal(["01", "02", "03", "04", "05", "06", "10"], set.Figures.Select(figure => figure.Key[..2]));
        Assert.Equal(
            ["no user's age is known", "no user's age is known", "no user's occupation is known", "no user's age is known"],
            set.LeftOut.Select(figure => figure.Reason));
    }

    [Fact]
    public void One_rating_is_enough_for_what_needs_no_more()
    {
        var set = FigureSet.Of(SmallData.Analyze(SmallData.Plain(1, 1, new Rating(0, 0, 3, 1))));
        Assert.Equal(["01", "02", "03", "05", "10"], set.Figures.Select(figure => figure.Key[..2]));
        Assert.All(set.Figures, figure => Assert.NotEmpty(figure.ToPng()));
    }

    [Fact]
    public void The_same_data_give_the_same_bytes()
    {
        foreach (var (first, second) in FigureSet.Of(s_analysis).Figures.Zip(FigureSet.Of(SmallData.Analyze(s_data)).Figures))
        {
            Assert.Equal(first.ToPng(), second.ToPng());
            Assert.Equal(first.ToSvg(), second.ToSvg());
        }
    }

    [Fact]
    public void A_picture_is_as_large_as_it_says_and_not_empty()
    {
        foreach (var figure in FigureSet.Of(s_analysis).Figures)
        {
            using var image = SKBitmap.Decode(figure.ToPng());
            Assert.Equal((Figure.Width, figure.Height), (image.Width, image.Height));
            Assert.Equal(SKColors.White, image.GetPixel(2, 2));
            Assert.True(image.Pixels.Count(pixel => pixel != SKColors.White) > 0.02 * image.Width * image.Height, figure.Key);
        }
    }

    [Fact]
    public void Svg_is_sound_and_keeps_its_text()
    {
        foreach (var figure in FigureSet.Of(s_analysis).Figures)
        {
            var svg = figure.ToSvg();
            var root = XDocument.Parse(svg).Root!;
            Assert.Equal(figure.Title, root.Elements().First().Value);
            var texts = root.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToArray();
            Assert.Contains(figure.Title, texts);
            Assert.DoesNotContain(texts, text => text != text.Trim());
            Assert.DoesNotContain(", \"", svg, StringComparison.Ordinal);
            var rectangles = root.Elements().Where(e => e.Name.LocalName == "rect");
            Assert.DoesNotContain(rectangles, e => e.Attribute("fill") is null); // would be black
            var used = Reference().Matches(svg).Select(match => match.Groups[1].Value).Distinct();
            Assert.Empty(used.Except(root.Descendants().Select(e => e.Attribute("id")?.Value)));
        }
    }

    [Fact]
    public void No_two_figures_share_an_id()
    {
        var ids = FigureSet.Of(s_analysis).Figures.SelectMany(figure => XDocument.Parse(figure.ToSvg()).Descendants())
            .Select(e => e.Attribute("id")?.Value).OfType<string>().ToArray();
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(4, 4)] // no spread at all
    public void Popularity_against_quality_cuts_no_hexagon_and_names_every_shade(int best, int worst)
    {
        const int Films = 22, Users = 51;
        var users = Enumerable.Range(0, Users);
        var ratings = SmallData.Block(users, Enumerable.Range(0, Films), (_, film) => film < 14 ? best : worst);
        var set = FigureSet.Of(SmallData.Analyze(SmallData.Plain(Users, Films, [.. ratings])));
        var svg = XDocument.Parse(set.Figures.Single(figure => figure.Key[..2] == "04").ToSvg()).Descendants().ToArray();
        var plot = svg.First(e => e.Name.LocalName == "clipPath").Elements().Single();
        double Number(string name) => double.Parse(plot.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        string[] paths = [.. svg.Where(e => e.Name.LocalName == "path").Select(e => e.Attribute("d")!.Value)];
        double[] heights = [.. paths.Where(path => Corner().Count(path) == 7).SelectMany(path => Corner().Matches(path))
            .Select(corner => double.Parse(corner.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.NotEmpty(heights);
        Assert.All(heights, y => Assert.InRange(y, Number("y"), Number("y") + Number("height")));
        Assert.Contains(svg, e => e.Name.LocalName == "text" && e.Value == $"{(best == worst ? Films : 14)} films");
    }

    [Fact]
    public void Text_is_set_in_the_font_that_comes_along()
    {
        EmbeddedFont.Use();
        using var file = typeof(Figure).Assembly.GetManifestResourceStream("LiberationSans-Regular.ttf");
        using var typeface = SKTypeface.FromStream(file);
        Assert.Equal(typeface.FamilyName, Fonts.GetTypeface(Fonts.Default, bold: false, italic: false).FamilyName);
        Assert.All("0123456789.,%±×·…'’()–éüñ", c => Assert.True(typeface.ContainsGlyph(c), $"no glyph for {c}"));
    }

    [GeneratedRegex(@"[ML][\d.]+ ([\d.]+)")]
    private static partial Regex Corner();

    [GeneratedRegex(@"url\(#([^)]+)\)")]
    private static partial Regex Reference();
}
