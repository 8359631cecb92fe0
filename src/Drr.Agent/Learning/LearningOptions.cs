using System.ComponentModel.DataAnnotations;

namespace Drr.Agent.Learning;

/// <summary>The learning rule and its budget. The paper leaves most of these settings open.</summary>
public sealed record LearningOptions
{
    /// <summary>What the actor maximises.</summary>
    public ActorObjective Objective { get; init; } = ActorObjective.Ranking;

    /// <summary>The action that the replay memory keeps, and that the critic learns the value of.</summary>
    public StoredAction StoredAction { get; init; } = StoredAction.ShownItem;

    /// <summary>Environment steps of the run, 1 or more; sessions are played to their end, so a few more may be made.</summary>
    [Range(1, int.MaxValue)]
    public int Steps { get; init; } = 320_000;

    /// <summary>Sessions stepped together, 1 to 100,000: one matrix product ranks for all of them.</summary>
    [Range(1, 100_000)]
    public int Environments { get; init; } = 16;

    /// <summary>Environment steps before the first update, 0 or more; they fill the replay memory.</summary>
    [Range(0, int.MaxValue)]
    public int FillSteps { get; init; } = 1_000;

    /// <summary>Environment steps for each update, 1 or more. The paper makes an update every step; the critic then sees each
    /// step many times and overfits, and the actor gets worse.</summary>
    [Range(1, int.MaxValue)]
    public int StepsPerUpdate { get; init; } = 16;

    /// <summary>Transitions in an update, 1 to 1,000,000; not in the paper, 32 in the reference program.</summary>
    [Range(1, 1_000_000)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Threads that training uses, 1 or 2; the second one, if the machine has it, takes half of a batch of 64 or more
    /// and half of eight or more sessions. The bits are the same either way.</summary>
    [Range(1, 2)]
    public int Threads { get; init; } = 2;

    /// <summary>gamma, in [0, 1]; 0.9 in the paper. On logged sessions 0 to 0.5 do equally well and 0.9 worse.</summary>
    [Range(0.0, 1.0)]
    public float Discount { get; init; } = 0.5f;

    /// <summary>Adam's rate for the actor, and for the state module in an actor step; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public double ActorRate { get; init; } = 3e-5;

    /// <summary>Adam's rate for the critic, and for the state module in a critic step; above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public double CriticRate { get; init; } = 1e-3;

    /// <summary>L2 penalty: this times a weight is added to its gradient, 0 or more.</summary>
    [Range(0.0, float.MaxValue)]
    public double ActorL2 { get; init; }

    /// <summary>L2 penalty: this times a weight is added to its gradient, 0 or more.</summary>
    [Range(0.0, float.MaxValue)]
    public double CriticL2 { get; init; }

    /// <summary>Largest Euclidean norm of the gradient of a step; larger gradients are scaled down
    /// to it. 0 never clips.</summary>
    [Range(0.0, float.MaxValue)]
    public double GradientNorm { get; init; }

    /// <summary>tau: the targets move this share of the way towards the networks at each update, in (0, 1].</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public float SoftUpdateRate { get; init; } = 0.001f;

    /// <summary>Updates of the critic alone before the actor's first, 0 or more: an actor should not follow an untrained critic.
    /// At most a quarter of the run's updates, so that the actor of a short run learns too.</summary>
    [Range(0, int.MaxValue)]
    public int CriticUpdatesFirst { get; init; } = 2_500;

    /// <summary>Updates for each step of the actor, 1 or more (Fujimoto et al. 2018).</summary>
    [Range(1, int.MaxValue)]
    public int ActorDelay { get; init; } = 2;

    /// <summary>Weight of the mean of net(s)² in the actor's loss, 0 or more: it keeps tanh from saturating, and the actor near
    /// its start. The plain deterministic policy gradient needs it; 0 in the paper.</summary>
    [Range(0.0, float.MaxValue)]
    public float OutputPenalty { get; init; }

    /// <summary>Items K over which the ranking objective takes its soft arg-max, 2 or more.</summary>
    [Range(2, int.MaxValue)]
    public int Candidates { get; init; } = 10;

    /// <summary>Items over which the target value of the ranking objective takes its soft arg-max, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int NextCandidates { get; init; } = 10;

    /// <summary>Temperature of the soft arg-max over scores, above 0.</summary>
    [Range(0.0, float.MaxValue, MinimumIsExclusive = true)]
    public float Temperature { get; init; } = 0.3f;

    /// <summary>The critic's target takes the smaller of Q'(s', a) and Q(s', a), of the target networks and the trained ones, at
    /// the target networks' action, as in the reference program.</summary>
    public bool MinimumTarget { get; init; }

    /// <summary>Validate the targets' weights and keep them as a run's best: they are the mean of the networks over about the
    /// last 1 / tau updates, which is steadier than any of them (Polyak and Juditsky 1992).</summary>
    public bool AveragePolicy { get; init; } = true;

    /// <summary>Environment steps between two reports, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int ReportEvery { get; init; } = 4_000;

    /// <summary>Environment steps between two validations, 1 or more.</summary>
    [Range(1, int.MaxValue)]
    public int ValidateEvery { get; init; } = 16_000;

    /// <summary>Validations in a row without a better figure after which a run ends early, 0 or more; 0 never ends it early. The
    /// best checkpoint is kept either way.</summary>
    [Range(0, int.MaxValue)]
    public int Patience { get; init; }

    /// <summary>Environment steps between two checkpoints to resume from, 1 or more: what a killed run loses at most.</summary>
    [Range(1, int.MaxValue)]
    public int CheckpointEvery { get; init; } = 32_000;

    /// <summary>How many earlier checkpoints of the networks are kept besides best and last; 0 or more.</summary>
    [Range(0, int.MaxValue)]
    public int KeepCheckpoints { get; init; }

    /// <summary>Updates that belong to the first <paramref name="steps"/> environment steps.</summary>
    public long UpdatesDue(long steps) => Math.Max(0, steps - FillSteps) / StepsPerUpdate;
}

/// <summary>What the actor maximises.</summary>
public enum ActorObjective
{
    /// <summary>Q(s, pi(s)): the deterministic policy gradient (Lillicrap et al. 2016), as in the paper.</summary>
    PolicyGradient,

    /// <summary>The expected critic value of the ranking that pi(s) induces, through a soft arg-max
    /// over its best items.</summary>
    Ranking,
}

/// <summary>The action that the replay memory keeps, and that the critic learns the value of.</summary>
public enum StoredAction
{
    /// <summary>The actor's vector, noise included, as in the paper. A step that showed a random item has no such vector: the
    /// item's stands for it.</summary>
    Vector,

    /// <summary>The shown item's vector: the critic is a model of state and item.</summary>
    ShownItem,
}
