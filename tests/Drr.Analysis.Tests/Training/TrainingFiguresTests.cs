using System.Text.Json;
using System.Xml.Linq;
using Drr.Agent.Runs;
using Drr.Analysis.Figures;
using Drr.Analysis.Training;
using SkiaSharp;

namespace Drr.Analysis.Tests.Training;

public sealed class TrainingFiguresTests
{
    [Fact]
    public void There_are_four_figures_named_as_the_files_of_a_run()
    {
        var figures = TrainingFigures.Of(Log("one", 30, 0.5));
        Assert.Equal(RunFolder.PlotNames, figures.Select(figure => figure.Key));
        foreach (var figure in figures)
        {
            using var image = SKBitmap.Decode(figure.ToPng());
            Assert.Equal((Figure.Width, figure.Height), (image.Width, image.Height));
            Assert.True(image.Pixels.Count(pixel => pixel != SKColors.White) > 0.01 * image.Width * image.Height, figure.Key);
        }
    }

    [Fact]
    public void The_caption_says_where_a_smoothed_curve_ends()
    {
        var figure = TrainingFigures.Of(Log("one", 30, 0.25))[0]; // the last value is a mean of 28, 29, 30 thirtieths
        Assert.Contains("Liked, of those shown at the end: 24.17 %.", figure.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_runs_have_a_legend_and_one_has_none()
    {
        TrainingLog one = Log("first run", 30, 0.5), two = Log("second run", 20, 0.25);
        Assert.Superset(Set("first run", "second run"), Texts(TrainingFigures.Of(one, two)[0]));
        Assert.DoesNotContain("first run", Texts(TrainingFigures.Of(one)[0]));
    }

    [Fact]
    public void Seeds_are_drawn_as_a_band()
    {
        TrainingLog one = Log("a", 30, 0.5), two = Log("b", 30, 0.25);
        var seeds = new TrainingLog("seeds", [.. one.Runs, .. two.Runs]);
        var figure = TrainingFigures.Overview("strategies", "Strategies", [seeds, two])!;
        Assert.Contains(Texts(figure), text => text.EndsWith("band: all seeds", StringComparison.Ordinal));
        Assert.Contains("seeds 34.16 %, b 24.16 %", figure.Caption, StringComparison.Ordinal);
        Assert.NotEmpty(figure.ToPng());
    }

    [Fact]
    public void Runs_of_an_earlier_version_or_without_a_report_leave_out_what_they_lack()
    {
        Assert.Empty(TrainingFigures.Of(new TrainingLog("none", [[]])));
        Assert.Null(TrainingFigures.Overview("o", "O", [new TrainingLog("none", [[]])]));
        var old = new TrainingLog("old", [[JsonElement.Parse("{\"stage\":\"train\",\"step\":9,\"hitRate\":0.5}")]]);
        Assert.Equal(["precision"], TrainingFigures.Of(old).Select(figure => figure.Key));
        Assert.NotEmpty(TrainingFigures.Of(old, Log("new", 3, 1))[2].ToPng());
    }

    [Theory]
    [InlineData(0, 2, "1,2,5,10,20,50,100")]
    [InlineData(-2.5, 3.5, "0.01,1,100")] // every second one has room
    [InlineData(0, 4, "1,10,10²,10³,10⁴")]
    [InlineData(-9, 9, "1e-8,0.0001,1,10⁴,10⁸")]
    [InlineData(7.1, 9.1, "2·10⁷,5·10⁷,10⁸,2·10⁸,5·10⁸,10⁹")]
    public void A_loss_over_many_powers_of_ten_is_drawn_by_them(double from, double to, string labels)
    {
        var texts = Texts(TrainingFigures.Of(Powers(from, to))[0]);
        Assert.True(Set(labels.Split(',')).IsSubsetOf(texts), string.Join(' ', texts));
        const string numeric = "0123456789.·⁰¹²³⁴⁵⁶⁷⁸⁹e-";
        Assert.InRange(texts.Count(text => text.All(numeric.Contains)), 3, 24); // with those of the steps
        Assert.Contains(texts, text => text.EndsWith("line: geometric mean of 7", StringComparison.Ordinal));
    }

    [Fact]
    public void The_caption_says_what_a_line_by_powers_of_ten_ends_at()
    {
        var figure = TrainingFigures.Of(Powers(0, 8))[0]; // the last four of 41 lie at 7.4, 7.6, 7.8 and 8
        Assert.EndsWith("at the end: 5.01·10⁷.", figure.Caption, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_foot_fits_a_narrow_panel(int seeds)
    {
        var log = Powers(-3, 9);
        var runs = new TrainingLog("x", [.. Enumerable.Repeat(log.Runs[0], seeds)]);
        using var font = new SKFont(new EmbeddedFont().CreateTypeface(EmbeddedFont.Name, false, false)!, Style.LabelSize);
        var foot = Assert.Single(
            Texts(TrainingFigures.Overview("o", "O", [runs])!), text => text.StartsWith("steps", StringComparison.Ordinal));
        const float Data = (1152 / 2) - 122 - 40, Room = Data + (2 * 40); // centred under the data, to the edge on the right
        Assert.InRange(font.MeasureText(foot), 100, Room);
    }

    /// <summary>A loss that rises evenly by powers of ten, in 41 reports.</summary>
    private static TrainingLog Powers(double from, double to) => new("x",
    [
        [
            .. Enumerable.Range(0, 41).Select(i => (Step: 1000 * (i + 1), Loss: Math.Pow(10, from + ((to - from) * i / 40))))
                .Select(at => JsonElement.Parse(FormattableString.Invariant(
                    $"{{\"stage\":\"train\",\"step\":{at.Step},\"criticLoss\":{at.Loss}}}"))),
        ],
    ]);

    private static SortedSet<string> Set(params string[] texts) => [.. texts];

    private static HashSet<string> Texts(Figure figure) =>
        [.. XDocument.Parse(figure.ToSvg()).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];

    /// <summary>A run whose every figure rises on a straight line to <paramref name="end"/>.</summary>
    private static TrainingLog Log(string name, int reports, double end)
    {
        string[] fields =
            ["hitRate", "rewardPerSession", "meanAction", "meanAbsoluteAction", "saturatedShare", "criticLoss", "meanValue"];
        var lines = Enumerable.Range(1, reports).SelectMany(i =>
        {
            var value = FormattableString.Invariant($"{end * i / reports:R}");
            var train = string.Concat(fields.Select(field => $",\"{field}\":{value}"));
            return new[]
            {
                JsonElement.Parse($"{{\"stage\":\"train\",\"step\":{1000 * i}{train}}}"),
                JsonElement.Parse($"{{\"stage\":\"validate\",\"step\":{1000 * i},\"precisionAt10\":{value}}}"),
            };
        });
        return new(name, [[.. lines]]);
    }
}
