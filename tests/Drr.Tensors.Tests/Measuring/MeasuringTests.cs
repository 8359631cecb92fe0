using System.Runtime.Intrinsics;
using Drr.Tensors.Measuring;

namespace Drr.Tensors.Tests.Measuring;

public class MeasuringTests
{
    [Fact]
    public void A_spread_is_the_median_and_the_quartiles()
    {
        Assert.Equal(new Spread(3, 2, 4, 5), Spread.Of([5.0, 1, 4, 2, 3]));
        Assert.Equal(new Spread(2.5, 1.75, 3.25, 4), Spread.Of([4.0, 3, 2, 1]));
        Assert.Equal(new Spread(7, 7, 7, 1), Spread.Of([7.0]));
        Assert.Throws<ArgumentException>(() => Spread.Of([]));
    }

    [Fact]
    public void The_peak_is_no_more_than_a_processor_can_have()
    {
        Peak.Observe();
        var lanes = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;
        // Four units of multiply-adds at 7 GHz: there is no such thing
        Assert.InRange(Peak.Operations, 1e7, 2.0 * lanes * 4 * 7e9);
        Assert.InRange(Peak.Bytes, 1e7, 2.0 * 2 * 64 * 7e9); // two cache lines read and two written a cycle: likewise
    }

    [Fact]
    public void Work_is_timed_a_call()
    {
        var calls = 0L;
        var spread = Timing.Of(() => { calls++; Thread.Sleep(2); }, TimeSpan.Zero);
        Assert.True(calls > spread.Samples);
        // Nothing sleeps for less than it was asked to; how much longer is the system's affair.
        Assert.InRange(spread.Lower, 1e-3, spread.Upper);
    }

    [Fact]
    public void Rivals_are_timed_in_turns_and_as_often()
    {
        var order = new List<char>();
        var (first, second, ratio) = Timing.OfPair(() => Sleep('a'), () => Sleep('b'), TimeSpan.Zero);
        Assert.Equal((first.Samples, first.Samples), (second.Samples, ratio.Samples));
        Assert.Equal("abbaabbaabbaab"[..(2 * ratio.Samples)], string.Concat(order.TakeLast(2 * ratio.Samples)));

        void Sleep(char which)
        {
            order.Add(which);
            Thread.Sleep(1);
        }
    }
}
