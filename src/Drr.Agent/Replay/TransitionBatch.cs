namespace Drr.Agent.Replay;

/// <summary>Transitions, one array a field; filled by the replay memory, read by the learner, reused for every update.</summary>
/// <param name="size">Transitions B.</param> <param name="shape">Widths of the fields.</param>
public sealed class TransitionBatch(int size, TransitionShape shape)
{
    /// <summary>Transitions B.</summary>
    public int Size { get; } = size;

    /// <summary>Widths of the fields.</summary>
    public TransitionShape Shape { get; } = shape;

    /// <summary>Slot of each transition in the memory [B]; new priorities refer to it.</summary>
    public int[] Slots { get; } = new int[size];

    /// <summary>Dense user ids [B]; the user is the same before and after.</summary>
    public int[] Users { get; } = new int[size];

    /// <summary>History before the step [B, n].</summary>
    public int[] Items { get; } = new int[size * shape.HistoryLength];

    /// <summary>History after the step [B, n].</summary>
    public int[] NextItems { get; } = new int[size * shape.HistoryLength];

    /// <summary>Items that the session had used before the step [B, m], padded with -1; the item
    /// shown is not among them.</summary>
    public int[] Used { get; } = new int[size * shape.UsedLength];

    /// <summary>The item shown [B].</summary>
    public int[] Shown { get; } = new int[size];

    /// <summary>The action vector that chose it [B, k].</summary>
    public float[] Actions { get; } = new float[size * shape.ActionSize];

    /// <summary>Rewards [B], in [-1, 1].</summary>
    public float[] Rewards { get; } = new float[size];

    /// <summary>gamma, or 0 where the step ended the session [B].</summary>
    public float[] Discounts { get; } = new float[size];

    /// <summary>Importance weights [B], in (0, 1]; all 1 without priorities.</summary>
    public float[] Weights { get; } = new float[size];

    /// <summary>Copies as many rows of another batch as this one has; does nothing if it is this one.</summary>
    /// <param name="source">Of the same widths.</param> <param name="start">The first row there.</param>
    internal void CopyFrom(TransitionBatch source, int start)
    {
        if (source == this)
        {
            return;
        }

        Copy(source.Slots, Slots);
        Copy(source.Users, Users);
        Copy(source.Items, Items);
        Copy(source.NextItems, NextItems);
        Copy(source.Used, Used);
        Copy(source.Shown, Shown);
        Copy(source.Actions, Actions);
        Copy(source.Rewards, Rewards);
        Copy(source.Discounts, Discounts);
        Copy(source.Weights, Weights);

        void Copy<T>(T[] from, T[] to) => from.AsSpan(start * (to.Length / Size), to.Length).CopyTo(to);
    }
}

/// <summary>Widths of a transition's fields.</summary>
/// <param name="HistoryLength">Slots n of an observation.</param>
/// <param name="ActionSize">Width k of an action; 0 keeps none, where the shown item is the action.</param>
/// <param name="UsedLength">Most items m that a session has used; 0 keeps none, for a learner that does not rank items.</param>
public readonly record struct TransitionShape(int HistoryLength, int ActionSize, int UsedLength)
{
    internal int Widest => Math.Max(HistoryLength, Math.Max(ActionSize, UsedLength));
}
