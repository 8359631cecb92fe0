using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Agent.Tests.States;
using Drr.Tensors;

namespace Drr.Agent.Tests.Policies;

public sealed class ActorCriticTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Critic_and_actor_each_lie_beside_the_state_module()
    {
        var networks = Create(new PolicyOptions { Hidden = 4 });
        Assert.Equal(0, networks.CriticRange.Start);
        Assert.Equal(networks.Parameters.Values.Length, networks.ActorRange.Start + networks.ActorRange.Length);
        var shared = networks.CriticRange.Length + networks.ActorRange.Length - networks.Parameters.Values.Length;
        Assert.Equal(networks.HistoryLength, shared); // one weight a place
    }

    [Fact]
    public void A_clone_has_the_same_weights_in_memory_of_its_own()
    {
        var networks = Create(new PolicyOptions { Hidden = 4 });
        var clone = networks.Clone();
        Assert.Equal(networks.Parameters.Values.ToArray(), clone.Parameters.Values.ToArray());
        networks.Parameters.Values[0]++;
        Assert.NotEqual(networks.Parameters.Values[0], clone.Parameters.Values[0]);
    }

    [Fact]
    public void Every_weight_is_saved_and_restored_bit_for_bit_state_module_included()
    {
        var saved = Create(new PolicyOptions { Hidden = 4 }, seed: 1);
        saved.Parameters.Range(StateModule.Prefix).Values.Fill(1.25f);
        var entries = new Dictionary<string, TensorEntry>();
        saved.Save(entries);
        TensorFile.Write(_path, entries);
        var loaded = Create(new PolicyOptions { Hidden = 4 }, seed: 2);
        loaded.Load(TensorFile.Read(_path));
        Assert.Equal(saved.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
        Assert.Contains("networks/state/weights", entries.Keys);
    }

    [Fact]
    public void Weights_of_other_settings_are_refused_with_the_way_out()
    {
        var entries = new Dictionary<string, TensorEntry>();
        Create(new PolicyOptions { Hidden = 4 }).Save(entries);
        TensorFile.Write(_path, entries);
        var file = TensorFile.Read(_path);

        Assert.Equal(
            "Checkpoint was made with policy.hidden 4, options say 5; pass --set policy.hidden=4.",
            Assert.Throws<InvalidDataException>(() => Create(new PolicyOptions { Hidden = 5 }).Load(file)).Message);
        Assert.Equal(
            "Checkpoint was made with policy.actorForm unit, options say tanh; pass --set policy.actorForm=unit.",
            Assert.Throws<InvalidDataException>(
                () => Create(new PolicyOptions { Hidden = 4, ActorForm = ActorForm.Tanh }).Load(file)).Message);
        var wider = new ActorCritic(
            new PolicyOptions { Hidden = 4 }, new StateOptions(), 3, RandomVectors.Table(2, 5, 4), new Rng(1));
        Assert.Equal(
            "Checkpoint was made with embedding.size 3, options say 4; pass --set embedding.size=3.",
            Assert.Throws<InvalidDataException>(() => wider.Load(file)).Message);
    }

    private static ActorCritic Create(PolicyOptions options, ulong seed = 1) =>
        new(options, new StateOptions(), historyLength: 3, RandomVectors.Table(2, 5, 3), new Rng(seed));
}
