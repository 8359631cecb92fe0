using Drr.Agent.Learning;
using Drr.Tensors;

namespace Drr.Agent.Tests.Learning;

public sealed partial class DdpgLearnerTests
{
    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_saved_learner_goes_on_with_the_same_bits(ActorObjective objective)
    {
        var learner = Create(Options(objective));
        UpdateOnce(learner);
        UpdateOnce(learner);
        var entries = new Dictionary<string, TensorEntry>();
        learner.Save(entries);
        TensorFile.Write(_path, entries);
        var restored = Create(Options(objective), seed: 99);
        restored.Load(TensorFile.Read(_path));
        foreach (var each in new[] { learner, restored })
        {
            UpdateOnce(each, seed: 6);
            UpdateOnce(each, seed: 7);
        }

        Assert.Equal(learner.Networks.Parameters.Values.ToArray(), restored.Networks.Parameters.Values.ToArray());
        Assert.Equal(learner.TargetNetworks.Parameters.Values.ToArray(), restored.TargetNetworks.Parameters.Values.ToArray());
        Assert.Equal(learner.UpdateCount, restored.UpdateCount);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_restored_learner_makes_the_same_updates_again(ActorObjective objective)
    {
        var learner = Create(Options(objective) with { ActorDelay = 2 }); // which updates move the actor hangs on their number
        UpdateOnce(learner);
        var snapshot = learner.Snapshot();
        var first = Go();
        learner.Restore(snapshot);
        Assert.Equal(1, learner.UpdateCount);
        Assert.Equal(first, Go());

        float[] Go()
        {
            UpdateOnce(learner, seed: 6);
            UpdateOnce(learner, seed: 7);
            return
            [
                .. learner.Networks.Parameters.Values, .. learner.TargetNetworks.Parameters.Values, learner.Statistics.CriticLoss,
            ];
        }
    }

    [Fact]
    public void A_snapshot_of_another_form_is_refused() => Assert.Throws<ArgumentException>(() =>
        Create(Options()).Restore(Create(Options(), hidden: 9).Snapshot()));
}
