namespace Drr.Agent.Tests;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 faults")]
    [InlineData(1, "1 fault")]
    [InlineData(2, "2 faults")]
    [InlineData(1_234_567, "1,234,567 faults")]
    public void One_is_singular(long count, string expected) => Assert.Equal(expected, Counted.Of(count, "fault"));
}
