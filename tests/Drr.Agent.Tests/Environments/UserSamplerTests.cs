using Drr.Agent.Environments;
using Drr.Tensors;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Environments;

public sealed class UserSamplerTests
{
    [Property(MaxTest = 30)]
    public void Every_epoch_draws_every_user_once(ulong seed, byte count)
    {
        var users = Enumerable.Range(3, count + 1).ToArray();
        var sampler = new UserSampler(users, new Rng(seed));
        for (var epoch = 0; epoch < 3; epoch++)
        {
            Assert.Equal(users, users.Select(_ => sampler.Next()).Order());
        }
    }

    [Fact]
    public void Epochs_have_different_orders_and_the_seed_fixes_them()
    {
        var users = Enumerable.Range(0, 50).ToArray();
        int[] Draw(ulong seed)
        {
            var sampler = new UserSampler(users, new Rng(seed));
            return [.. Enumerable.Range(0, 100).Select(_ => sampler.Next())];
        }

        var first = Draw(7);
        Assert.Equal(first, Draw(7));
        Assert.NotEqual(first, Draw(8));
        Assert.NotEqual(first[..50], first[50..]);
    }

    [Fact]
    public void It_goes_on_from_the_number_drawn()
    {
        var rng = new Rng(5);
        var whole = new UserSampler(Enumerable.Range(0, 7), rng);
        var drawn = Enumerable.Range(0, 30).Select(_ => whole.Next()).ToArray();
        var resumed = new UserSampler(Enumerable.Range(0, 7), rng) { Drawn = 17 };
        Assert.Equal(drawn[17..], Enumerable.Range(0, 13).Select(_ => resumed.Next()));
    }

    [Fact]
    public void No_users_or_a_repeated_one_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new UserSampler([], new Rng(1)));
        Assert.Throws<ArgumentException>(() => new UserSampler([4, 4], new Rng(1)));
    }
}
