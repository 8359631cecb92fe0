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
        Assert.Contains("seeds 36.25 %, b 24.17 %", figure.Caption, StringComparison.Ordinal);
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

    [Fact]
    public void A_loss_over_many_powers_of_ten_is_drawn_by_them()
    {
        JsonElement[] lines = [.. Enumerable.Range(1, 40).Select(i => JsonElement.Parse(FormattableString.Invariant(
            $"{{\"stage\":\"train\",\"step\":{i},\"criticLoss\":{Math.Pow(10, i / 10.0)}}}")))];
        Assert.Superset(Set("10", "100", "1000", "10000"), Texts(TrainingFigures.Of(new TrainingLog("x", [lines]))[0]));
    }

    private static SortedSet<string> Set(params string[] texts) => [.. texts];

    private static HashSet<string> Texts(Figure figure) =>
        [.. XDocument.Parse(figure.ToSvg()).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];

    /// <summary>A run whose every figure rises on a straight line to <paramref name="end"/>.</summary>
    private static TrainingLog Log(string name, int reports, double end)
    {
        string[] fields = ["hitRate", "rewardPerSession", "meanAction", "meanAbsoluteAction", "saturatedShare", "criticLoss", "meanValue"];
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
