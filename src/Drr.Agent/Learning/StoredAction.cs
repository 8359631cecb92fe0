namespace Drr.Agent.Learning;

/// <summary>What the replay memory keeps as the action, and so what the critic learns the value of.</summary>
public enum StoredAction
{
    /// <summary>The actor's vector, noise included, as in the paper. A step that showed a random item has no such vector: the
    /// item's stands for it.</summary>
    Vector,

    /// <summary>The shown item's vector: the critic is a model of state and item.</summary>
    ShownItem,
}
