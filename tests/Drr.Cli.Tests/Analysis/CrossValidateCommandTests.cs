using System.Text.Json;

namespace Drr.Cli.Tests.Analysis;

public sealed class CrossValidateCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void The_card_and_a_row_for_each_model_are_printed()
    {
        var text = SmallRun.Expect(0, "crossvalidate", "--data", small.Data, "-q").Out;
        string[] words = ["5 folds over the ratings (seed 1)", "SVD", "item cosine", "user cosine", "popularity"];
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_figures_are_those_of_the_analysis()
    {
        var alone = SmallRun.Expect(0, "crossvalidate", "--data", small.Data, "--json", "--seed", "3").Json;
        var within = SmallRun.Expect(
            0, "analyze", "--data", small.Data, "-o", small.New(), "--json", "--crossvalidate", "--seed", "3").Json;
        Assert.True(JsonElement.DeepEquals(within.GetProperty("analysis").GetProperty("crossValidation"), alone));
    }

    [Fact]
    public void Missing_data_exits_3() => SmallRun.Expect(3, "crossvalidate", "--data", small.New());
}
