using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Agent.Tests.States;
using Drr.Tensors;

namespace Drr.Agent.Tests.Policies;

public sealed class TargetNetworkTests
{
    private readonly ActorCritic _networks =
        new(new PolicyOptions { Hidden = 4 }, new StateOptions(), 3, RandomVectors.Table(2, 5, 3), new Rng(1));

    [Fact]
    public void Targets_start_as_copies()
    {
        var target = new TargetNetwork(_networks, 0.1f);
        Assert.Equal(_networks.Parameters.Values.ToArray(), target.Networks.Parameters.Values.ToArray());
    }

    [Fact]
    public void Targets_go_a_share_of_the_way_at_each_update_state_module_included()
    {
        var target = new TargetNetwork(_networks, 0.25f);
        var old = target.Networks.Parameters.Values.ToArray();
        foreach (ref var value in _networks.Parameters.Values)
        {
            value += 2;
        }

        target.SoftUpdate();
        Assert.Equal(old.Select(v => v + 0.5f), target.Networks.Parameters.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1.5f)]
    public void A_rate_outside_0_to_1_is_refused(float rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TargetNetwork(_networks, rate));
}
