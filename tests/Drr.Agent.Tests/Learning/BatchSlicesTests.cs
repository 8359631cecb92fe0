using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Agent.Tests.Learning;

/// <summary>Batches that are large enough for two halves. Alone, so that the second thread is free.</summary>
[Collection(nameof(Alone))]
public sealed class BatchSlicesTests
{
    public static TheoryData<ActorObjective, int> Batches => new MatrixTheoryData<ActorObjective, int>(
        Enum.GetValues<ActorObjective>(), [64, 256, 300, 512]); // slices of 32, 128, 75 and 128 rows

    [Theory]
    [MemberData(nameof(Batches))]
    public void One_thread_and_two_give_the_same_bits(ActorObjective objective, int batch)
    {
        Assert.Equal(Learn(threads: 1), Learn(threads: 2));

        int[] Learn(int threads)
        {
            var learner = Create(objective, batch, threads);
            var errors = new List<float>();
            for (var seed = 5ul; seed < 8; seed++)
            {
                DdpgLearnerTests.Fill(learner, new Rng(seed));
                errors.AddRange(learner.Update());
            }

            var s = learner.Statistics;
            float[] all =
            [
                .. learner.Networks.Parameters.Values, .. learner.TargetNetworks.Parameters.Values, .. errors,
                s.CriticLoss, s.MeanValue, s.ActorObjective, (float)s.CriticGradientNorm, (float)s.ActorGradientNorm,
            ];
            return [.. all.Select(BitConverter.SingleToInt32Bits)];
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Gradients_errors_and_statistics_are_those_of_the_batch_in_one_piece(ActorObjective objective, int batch)
    {
        var whole = Create(objective, batch);
        DdpgLearnerTests.Fill(whole, new Rng(5));
        var errors = whole.Update().ToArray();
        var pieces = Enumerable.Range(0, 4).Select(i => Quarter(whole, objective, i)).ToArray();
        Assert.Equal(pieces.SelectMany(piece => piece.Errors), errors);
        foreach (var of in new Func<DdpgLearner, float[]>[] { CriticGradients, ActorGradients, Means })
        {
            float[] means = [.. of(whole).Select((_, i) => pieces.Average(piece => of(piece.Learner)[i]))];
            Close.Assert(means, of(whole), relative: 1e-5, absolute: 1e-5, of.Method.Name);
        }

        Assert.Contains(ActorGradients(whole), gradient => Math.Abs(gradient) > 1e-3);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void An_update_with_two_threads_allocates_nothing_once_warm(ActorObjective objective, int batch)
    {
        var learner = Create(objective, batch, threads: 2);
        DdpgLearnerTests.Fill(learner, new Rng(5));
        long there = 0, here = 0;
        Action lookThere = () => there = GC.GetAllocatedBytesForCurrentThread(), nothing = () => { };
        for (var i = 0; i < 2; i++)
        {
            learner.Update();
            SecondThread.Run(nothing, lookThere);
        }

        (var before, here) = (there, GC.GetAllocatedBytesForCurrentThread());
        learner.Update();
        SecondThread.Run(nothing, lookThere);
        Assert.Equal((before, here), (there, GC.GetAllocatedBytesForCurrentThread()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Other_numbers_of_threads_are_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(ActorObjective.Ranking, 256, threads));

    private static (DdpgLearner Learner, float[] Errors) Quarter(DdpgLearner whole, ActorObjective objective, int quarter)
    {
        var learner = Create(objective, whole.Batch.Size / 4);
        foreach (var field in typeof(TransitionBatch).GetProperties().Where(p => p.PropertyType.IsArray))
        {
            var to = (Array)field.GetValue(learner.Batch)!;
            Array.Copy((Array)field.GetValue(whole.Batch)!, quarter * to.Length, to, 0, to.Length);
        }

        return (learner, learner.Update().ToArray());
    }

    // The actor climbs critics as the critics' step left them, so that step must move nothing.
    private static DdpgLearner Create(ActorObjective objective, int batch, int threads = 1) => DdpgLearnerTests.Create(
        DdpgLearnerTests.Options(objective) with { BatchSize = batch, Threads = threads, CriticRate = 1e-30 });

    private static float[] CriticGradients(DdpgLearner learner) =>
        learner.Networks.Parameters.Range(Critic.Prefix).Gradients.ToArray();

    private static float[] ActorGradients(DdpgLearner learner) => learner.Networks.ActorRange.Gradients.ToArray();

    private static float[] Means(DdpgLearner learner) => learner.Statistics is var s
        ? [s.CriticLoss, s.MeanValue, s.ActorObjective] : [];
}
