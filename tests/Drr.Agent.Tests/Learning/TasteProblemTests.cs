using System.Diagnostics;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.States;
using Drr.Tensors;

namespace Drr.Agent.Tests.Learning;

public sealed class TasteProblemTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(StateModuleKind.Ave, 4_000)]
    [InlineData(StateModuleKind.U, 6_000)]
    public void The_ranking_learner_finds_the_best_policy(StateModuleKind module, int steps) => MustSolve(new DrrOptions
    {
        State = new() { Module = module },
        Policy = new() { Hidden = 32, EpsilonStart = 1, EpsilonEnd = 0.1, EpsilonSteps = 2_000 },
        Learning = new()
        {
            Steps = steps, StepsPerUpdate = 1, BatchSize = 32, CriticUpdatesFirst = 500, ActorRate = 5e-4,
            Candidates = 10, NextCandidates = 5,
        },
    });

    [Fact]
    public void The_papers_learner_finds_it_too() => MustSolve(new DrrOptions
    {
        Policy = new()
        {
            Hidden = 32, ActorForm = ActorForm.Tanh, HistoryShare = 0, EpsilonStart = 1, EpsilonEnd = 0.1, EpsilonSteps = 2_000,
        },
        Learning = new()
        {
            Objective = ActorObjective.PolicyGradient, StoredAction = StoredAction.Vector, Steps = 5_000, StepsPerUpdate = 1,
            BatchSize = 32,
            CriticUpdatesFirst = 0, ActorDelay = 1, ActorRate = 1e-3, Discount = 0.5f,
        },
    });

    private void MustSolve(DrrOptions options)
    {
        var watch = Stopwatch.StartNew();
        var networks = new ActorCritic(
            options.Policy, options.State, TasteProblem.Slots, TasteProblem.Table, new Rng(options.Seed));
        var untrained = TasteProblem.RewardPerSession(networks);
        TrainerTests.Run(TrainerTests.Create(networks, options));
        var trained = TasteProblem.RewardPerSession(networks);
        output.WriteLine($"{untrained} -> {trained} of {TasteProblem.Steps} in {watch.Elapsed.TotalSeconds:f1} s");
        Assert.True(untrained < 0.7 * TasteProblem.Steps, $"The problem is no test: an untrained agent earns {untrained}.");
        Assert.True(trained >= 0.95 * TasteProblem.Steps, $"{untrained} became {trained}, of {TasteProblem.Steps}.");
    }
}
