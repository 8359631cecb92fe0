namespace Drr.Agent.States;

/// <summary>The state modules of Liu et al. 2018, section 4.2.</summary>
public enum StateModuleKind
{
    /// <summary>DRR-p: the items and their pairwise products.</summary>
    P,

    /// <summary>DRR-u: the user times each item, and the items' pairwise products.</summary>
    U,

    /// <summary>DRR-ave: the user, the user times the pooled items, the pooled items.</summary>
    Ave,
}
