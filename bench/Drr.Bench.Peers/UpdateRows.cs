using Drr.Agent.Policies;
using Drr.Cli.ThisMachine;
using Drr.TestKit;

namespace Drr.Bench.Peers;

/// <summary>Whole updates. Ours draws its batch from the replay memory, goes through the state module and sets priorities; the
/// peer, which has none of that, gets its states as finished tensors and does the networks' part alone.</summary>
internal static class UpdateRows
{
    internal static void AddTo(Report report)
    {
        foreach (var batch in (int[])[32, 64, 256, 1024])
        {
            var name = $"{Names.Update}{batch}";
            if (!report.Wants(name))
            {
                continue;
            }

            var ours = new UpdateWork(batch);
            if (Torch.Missing is not null)
            {
                report.Add(name, UpdateWork.Operations(batch), ours.Run);
                continue;
            }

            using (var same = new TorchUpdate(ours.Learner, withStates: true))
            {
                ours.Learner.Update();
                same.Run();
                Check(ours.Learner.Networks, same, name);
            }

            using var theirs = new TorchUpdate(ours.Learner, withStates: false);
            report.Add(name, UpdateWork.Operations(batch), ours.Run, Torch.Name, theirs.Run);
        }

        AddTwoThreads(report);
    }

    /// <summary>Two threads beside one; both make the same updates, to the same bits.</summary>
    private static void AddTwoThreads(Report report)
    {
        foreach (var batch in (int[])[256, 1024])
        {
            var name = $"{Names.TwoThreads}{batch}";
            if (!report.Wants(name))
            {
                continue;
            }

            var (two, one) = (new UpdateWork(batch, threads: 2), new UpdateWork(batch));
            two.Run();
            one.Run();
            if (!two.Learner.Networks.Parameters.Values.SequenceEqual(one.Learner.Networks.Parameters.Values))
            {
                throw new InvalidOperationException($"{name}: one thread and two come to different weights.");
            }

            report.Add(name, 0, two.Run, "one thread", one.Run);
        }
    }

    /// <summary>After one update with the state module on both sides, every weight is where the peer has it. Adam's first step
    /// moves each weight by the rate, so a gradient of the wrong sign is off by twice that.</summary>
    private static void Check(ActorCritic ours, TorchUpdate theirs, string name)
    {
        foreach (var (parameter, weight) in theirs.Weights(ours))
        {
            Close.Assert(weight, parameter.Value.Span, relative: 1e-4, absolute: 2e-5, $"{name}, {parameter.Name}");
        }
    }
}
