namespace Drr.Agent.States;

/// <summary>The state modules: those of Liu et al. 2018, section 4.2, its baseline, and one with attention.</summary>
public enum StateModuleKind
{
    /// <summary>DRR-p: the items and their pairwise products.</summary>
    P,

    /// <summary>DRR-u: the user times each item, and the items' pairwise products.</summary>
    U,

    /// <summary>DRR-ave: the user, the user times the pooled items, the pooled items.</summary>
    Ave,

    /// <summary>DRR-n: the items side by side.</summary>
    N,

    /// <summary>DRR-att: the user, the user times the items weighted by attention.</summary>
    Att,
}
