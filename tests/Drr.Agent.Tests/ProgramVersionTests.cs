namespace Drr.Agent.Tests;

public sealed class ProgramVersionTests
{
    [Theory]
    [InlineData("0.1.0", "0.1.0, built from no commit")]
    [InlineData("0.1.0+1a2b3c", "0.1.0, commit 1a2b3c")]
    [InlineData("0.1.0+1a2b3c.changed", "0.1.0, commit 1a2b3c with changes that were not committed")]
    public void A_version_says_which_commit_it_was_built_from(string version, string words) =>
        Assert.Equal(words, ProgramVersion.InWords(version));
}
