using Drr.Agent.Learning;

namespace Drr.Agent.Tests.Learning;

[Collection(nameof(Alone))]
public sealed class SecondThreadTests
{
    [Fact]
    public void Both_run_at_the_same_time()
    {
        using var first = new ManualResetEventSlim();
        using var second = new ManualResetEventSlim();
        SecondThread.Run(
            () => { first.Set(); Assert.True(second.Wait(TimeSpan.FromSeconds(30))); },
            () => { second.Set(); Assert.True(first.Wait(TimeSpan.FromSeconds(30))); });
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void What_either_throws_is_thrown_here_and_the_next_work_is_done(bool first, bool second)
    {
        var fault = Assert.Throws<TimeoutException>(() =>
            SecondThread.Run(() => MayThrow(first, "1"), () => MayThrow(second, "2")));
        Assert.Equal(first ? "1" : "2", fault.Message);
        var done = (false, false);
        SecondThread.Run(() => done.Item1 = true, () => done.Item2 = true);
        Assert.Equal((true, true), done);

        static void MayThrow(bool throws, string message)
        {
            if (throws)
            {
                throw new TimeoutException(message);
            }
        }
    }

    [Fact]
    public void Who_finds_it_in_use_does_both_halves_here()
    {
        List<int> threads = [];
        SecondThread.Run(() => SecondThread.Run(Note, Note), () => { });
        Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], threads);

        void Note() => threads.Add(Environment.CurrentManagedThreadId);
    }
}
