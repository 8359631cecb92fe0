using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Analysis.Figures;
using Drr.TestKit;

namespace Drr.Analysis.Tests;

/// <summary>The numbers of MovieLens 1M, worked out independently from its files (plain Python, every formula from its
/// definition).</summary>
public sealed class MovieLens1MTests
{
    private static readonly Lazy<DatasetAnalysis> s_analysis =
        new(() => DatasetAnalysis.Of(DatasetReader.Read(MovieLens1M.Folder!)));

    private static DatasetAnalysis Analysis
    {
        get
        {
            Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
            return s_analysis.Value;
        }
    }

    [Fact]
    public void Sizes_and_spans()
    {
        var stats = Analysis.Stats;
        Assert.Equal((6_040, 3_883, 3_706, 1_000_209), (stats.Users, stats.Items, stats.RatedItems, stats.Ratings));
        Assert.Equal(0.955316, stats.Sparsity, 6);
        Assert.Equal([56_174, 107_557, 261_197, 348_971, 226_310], stats.Stars.Select(star => star.Ratings));
        Assert.Equal((956_703_932, 1_046_454_590), (stats.FirstTime, stats.LastTime));
    }

    [Fact]
    public void Concentration()
    {
        var films = Analysis.FilmConcentration;
        Assert.Equal(0.6335616301, films.Gini, 8);
        Assert.Equal(0.0873117518, films.TopHundredth, 8);
        Assert.Equal(0.4445410909, films.TopTenth, 8);
        Assert.Equal(0.6516408071, films.TopFifth, 8);
        Assert.Equal(0.3809273862, Analysis.UserActivity.Concentration.TopTenth, 8);
        Assert.Equal(6_040, Analysis.UserActivity.Bins.Sum(bin => bin.Users));
    }

    [Fact]
    public void Popularity_against_quality()
    {
        Assert.Equal(2_499, Analysis.PopularityQuality!.Count);
        Assert.Equal(0.3829916250, Analysis.PopularityQuality.RankCorrelation, 8);
    }

    [Fact]
    public void Weekly_rhythm()
    {
        var rhythm = Analysis.WeeklyRhythm;
        Assert.Equal(((1, 1), 11_463), (rhythm.Busiest, rhythm.Ratings[1][1]));
        Assert.Equal(((4, 10), 557), (rhythm.Quietest, rhythm.Ratings[4][10]));
        Assert.Equal(173_931, rhythm.Ratings[0].Sum());
    }

    [Fact]
    public void Genres_by_quarter()
    {
        var series = Analysis.GenreSeries!;
        Assert.Equal(
            (12, 133_319, 3_348), (series.Quarters.Count, series.Quarters[0].Ratings, series.Quarters[^1].Ratings));
        var action = series.Genres.Single(genre => genre.Name == "Action").Shares;
        Assert.Equal(0.2580427396, action[0]!.Value.Mean, 8);
        Assert.Equal(0.2004181601, action[^1]!.Value.Mean, 8);
    }

    [Fact]
    public void Age_groups()
    {
        Assert.Equal(
            [(222, 27_211), (1_103, 183_536), (2_096, 395_556), (1_193, 199_003), (550, 83_633), (496, 72_490), (380, 38_780)],
            Analysis.AgeGroups.Select(group => (group.Users, group.Ratings)));
        Assert.Equal(3.54952041454, Analysis.AgeGroups[0].MeanStars.Mean, 8);
        Assert.Equal(3.7666322847, Analysis.AgeGroups[^1].MeanStars.Mean, 8);
        Assert.Equal(0.0898970286, Analysis.AgeGroups[^1].MeanStars.Margin!.Value, 8);
    }

    [Fact]
    public void Genres_by_age()
    {
        var table = Analysis.GenreByAge!;
        var children = table.Genres.ToList().IndexOf("Children's");
        Assert.Equal(0.1593840726, table.Shares[children][0], 8);
        Assert.Equal(2.2084252333, table.Lifts[children][0], 8);
    }

    [Fact]
    public void Occupations()
    {
        Assert.Equal(21, Analysis.Occupations.Count);
        var farmer = Analysis.Occupations[^1];
        Assert.Equal(("farmer", 17, 2_706), (farmer.Name, farmer.Users, farmer.Ratings));
        Assert.Equal(159.1764705882, farmer.RatingsPerUser.Mean, 8);
        Assert.Equal(115.0625784448, farmer.RatingsPerUser.Margin!.Value, 8);
    }

    [Fact]
    public void Generation_gap()
    {
        var gap = Analysis.GenerationGap!;
        Assert.Equal(109, gap.Films);
        Assert.Equal("Austin Powers: The Spy Who Shagged Me (1999)", gap.YoungLikeMore[0].Film.Title);
        Assert.Equal(1.076389, gap.YoungLikeMore[0].Difference.Mean, 6);
        Assert.Equal(0.4474231857, gap.YoungLikeMore[0].Difference.Margin!.Value, 8);
        Assert.Equal("To Kill a Mockingbird (1962)", gap.OldLikeMore[0].Film.Title);
        Assert.Equal(-0.654438, gap.OldLikeMore[0].Difference.Mean, 6);
    }

    [Fact]
    public void Trending_list()
    {
        var rows = Analysis.Trending.Rows.Where(row => row is { List: "trending", MoreThan: 0 }).ToArray();
        Assert.Equal([("any", 6_040), ("liked", 6_036)], rows.Select(row => (row.Relevant, row.Users)));
        Assert.Equal(0.1592218543, rows[0].Values["P@10"].Mean, 8);
        Assert.Equal(0.1086646786, rows[1].Values["P@10"].Mean, 8);
    }

    [Fact]
    public void All_eleven_figures() => Assert.Equal(11, FigureSet.Of(Analysis).Figures.Count);
}
