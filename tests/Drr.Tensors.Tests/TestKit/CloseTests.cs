using Drr.TestKit;

namespace Drr.Tensors.Tests.TestKit;

public sealed class CloseTests
{
    [Theory]
    [InlineData(100f, 100.9f, 0.01, 0)]
    [InlineData(100f, 99.1f, 0.01, 0)]
    [InlineData(0f, 0.5f, 0, 0.5)]
    [InlineData(-1f, -1.2f, 0.1, 0.11)]
    [InlineData(float.NaN, float.NaN, 0, 0)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, 0, 0)]
    public void Values_within_the_tolerance_pass(float expected, float actual, double relative, double absolute) =>
        Close.Assert([expected], [actual], relative, absolute);

    [Theory]
    [InlineData(100f, 101.1f, 0.01, 0)]
    [InlineData(100f, 98.9f, 0.01, 0)]
    [InlineData(0f, 0.6f, 1, 0.5)]
    [InlineData(1f, -1f, 0.5, 0.5)]
    [InlineData(1f, float.NaN, 1, 1)]
    [InlineData(float.NaN, 1f, 1, 1)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity, 1, 1)]
    [InlineData(float.PositiveInfinity, float.MaxValue, 1, 1)]
    [InlineData(1f, float.PositiveInfinity, 1, 1)]
    public void Values_outside_the_tolerance_fail(float expected, float actual, double relative, double absolute) =>
        Assert.Throws<CloseException>(() => Close.Assert([expected], [actual], relative, absolute));

    [Fact]
    public void Nothing_but_zeros_fails_however_wide_the_tolerance() =>
        Assert.Throws<CloseException>(() => Close.Assert([1e-6f, -1e-6f], [0, -0f], relative: 1, absolute: 1));

    [Fact]
    public void Zeros_pass_where_zeros_are_expected() => Close.Assert([0, 0], [0, 0], relative: 0);

    [Fact]
    public void Results_of_another_length_fail() => Assert.Throws<CloseException>(() => Close.Assert([1, 2], [1], relative: 1));

    [Fact]
    public void The_message_names_the_first_wrong_element()
    {
        var fault = Assert.Throws<CloseException>(() => Close.Assert([1, 2, 3], [1, 5, 6], 0.1, what: "sum"));
        Assert.Contains("sum: element 1 of 3 is 5", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_canary_that_was_touched_is_noticed(int index)
    {
        var guarded = new Guarded([1, 2, 3, 4]);
        guarded.AssertIntact();
        System.Runtime.CompilerServices.Unsafe.Add(ref guarded.Span[0], index) = 0;
        Assert.Throws<InvalidOperationException>(guarded.AssertIntact);
    }
}
