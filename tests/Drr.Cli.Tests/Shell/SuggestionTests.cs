using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Shell;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("trian", "train", 1)]
    [InlineData("abcd", "acbd", 1)]
    public void Distance_counts_the_edits(string a, string b, int distance)
    {
        Assert.Equal(distance, Suggestion.Distance(a, b));
        Assert.Equal(distance, Suggestion.Distance(b, a));
    }

    [Fact]
    public void The_nearest_is_offered_if_it_is_near()
    {
        string[] known = ["learning.discount", "learning.steps", "seed"];
        Assert.Equal("; did you mean learning.discount?", Suggestion.For("Learning.discout", known));
        Assert.Equal("; did you mean seed?", Suggestion.For("sede", known));
        Assert.Equal("", Suggestion.For("embedding", known));
        Assert.Equal("", Suggestion.For("x", []));
    }
}
