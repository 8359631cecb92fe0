using System.ComponentModel.DataAnnotations;
using Drr.Agent.Environments;
using Drr.Tensors;

namespace Drr.Agent.Replay;

/// <summary>Replay by priority (Schaul et al. 2016, arXiv:1511.05952, proportional variant): transitions with a large TD error
/// are drawn more often, and importance weights correct the bias. Without <see cref="ReplayOptions.Prioritized"/> draws are
/// uniform and weights 1.</summary>
/// <remarks>Once the memory has grown to its size and has served its largest batch, no method allocates.</remarks>
public sealed class PrioritizedReplay
{
    /// <summary>eps: keeps a transition without TD error in the draw.</summary>
    private const double PriorityFloor = 1e-6;

    private const double FirstPriority = 1; // before any TD error is known

    private readonly ReplayOptions _options;
    private readonly TransitionStore _store;
    private readonly SumTree? _priorities; // p^alpha by slot; null when draws are uniform
    private double[] _scratch = [];
    private double _newPriority = FirstPriority; // the largest p^alpha so far: a new transition is drawn soon

    /// <summary>An empty memory.</summary>
    /// <param name="options">Capacity and exponents.</param> <param name="shape">Widths of a transition's fields.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or the priority exponent is out of range.</exception>
    public PrioritizedReplay(ReplayOptions options, TransitionShape shape)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.PriorityExponent, "options.PriorityExponent");
        _options = options;
        _store = new TransitionStore(options.Capacity, shape);
        _priorities = options.Prioritized ? new SumTree(options.Capacity) : null;
    }

    /// <summary>Transitions kept now.</summary>
    public int Count => _store.Count;

    /// <summary>Keeps a transition with the largest priority so far; a full memory drops its oldest.</summary>
    /// <inheritdoc cref="TransitionStore.Add"/>
    public void Add(
        Observation observation, int shown, ReadOnlySpan<float> action, float reward, float discount, Observation nextObservation)
    {
        var slot = _store.Add(observation, shown, action, reward, discount, nextObservation);
        _priorities?.Update(slot, _newPriority);
    }

    /// <summary>Draws a batch, with replacement: P(i) = p_i^alpha / sum, one draw from each of B equal slices.</summary>
    /// <param name="batch">Filled, slots and weights included.</param>
    /// <param name="rng">Advanced by one number for each row.</param>
    /// <param name="importanceExponent">beta, 0 or more: w_i = (N P(i))^-beta / max_j w_j over the batch.</param>
    /// <exception cref="InvalidOperationException">The memory is empty.</exception>
    /// <exception cref="ArgumentException">The batch has other widths, or beta is negative.</exception>
    public void Sample(TransitionBatch batch, Rng rng, double importanceExponent)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfNegative(importanceExponent);
        if (Count == 0)
        {
            throw new InvalidOperationException("The replay memory is empty; add a transition before drawing.");
        }

        if (_priorities is null)
        {
            SampleUniformly(batch, rng);
        }
        else
        {
            SampleByPriority(_priorities, batch, rng, importanceExponent);
        }

        _store.Read(batch);
    }

    /// <summary>Sets p_i = (|TD error| + eps)^alpha for drawn transitions; of a slot named twice the later counts.</summary>
    /// <param name="slots"><see cref="TransitionBatch.Slots"/> [B].</param>
    /// <param name="absTdErrors">|y - Q| [B], 0 or more.</param>
    /// <exception cref="ArgumentException">Lengths differ, a slot is empty, or an error is not finite or
    /// negative; nothing changed.</exception>
    public void UpdatePriorities(ReadOnlySpan<int> slots, ReadOnlySpan<float> absTdErrors)
    {
        if (slots.Length != absTdErrors.Length)
        {
            throw new ArgumentException($"{slots.Length} slots need as many TD errors, got {absTdErrors.Length}.");
        }

        for (var row = 0; row < slots.Length; row++)
        {
            if ((uint)slots[row] >= (uint)Count || !(absTdErrors[row] >= 0) || float.IsInfinity(absTdErrors[row]))
            {
                throw new ArgumentException(
                    $"Row {row} gives slot {slots[row]} of {Count} the TD error {absTdErrors[row]}, needed a finite one >= 0.");
            }
        }

        if (_priorities is null)
        {
            return;
        }

        var priorities = Scratch(slots.Length);
        for (var row = 0; row < slots.Length; row++)
        {
            priorities[row] = Elementary.Pow(absTdErrors[row] + PriorityFloor, _options.PriorityExponent);
            _newPriority = Math.Max(_newPriority, priorities[row]);
        }

        _priorities.Update(slots, priorities);
    }

    /// <summary>Drops all transitions and priorities; allocated memory is kept.</summary>
    public void Clear()
    {
        _store.Clear();
        _priorities?.Rebuild([]);
        _newPriority = FirstPriority;
    }

    /// <summary>Adds transitions and priorities to a checkpoint, from which <see cref="Load"/>
    /// continues with the same bits.</summary>
    /// <param name="entries">Arrays by name.</param> <param name="prefix">Put before each name.</param>
    public void Save(IDictionary<string, TensorEntry> entries, string prefix)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _store.Save(entries, prefix);
        if (_priorities is not null)
        {
            entries[prefix + "priorities"] = TensorEntry.Of(_priorities.Values[..Count].ToArray());
            entries[prefix + "new-priority"] = TensorEntry.Of([_newPriority]);
        }
    }

    /// <summary>Replaces the contents by a saved memory.</summary>
    /// <exception cref="InvalidDataException">An array is missing or does not fit; discard this memory then.</exception>
    public void Load(TensorFile file, string prefix)
    {
        ArgumentNullException.ThrowIfNull(file);
        _store.Load(file, prefix);
        if (_priorities is null)
        {
            return;
        }

        var priorities = new double[Count + 1];
        file.CopyTo(prefix + "priorities", priorities.AsSpan(..Count));
        file.CopyTo(prefix + "new-priority", priorities.AsSpan(Count));
        if (!priorities.All(p => p >= 0 && double.IsFinite(p)))
        {
            throw new InvalidDataException("The checkpoint's replay memory is broken: a priority is negative or not finite.");
        }

        _priorities.Rebuild(priorities.AsSpan(..Count));
        _newPriority = priorities[Count];
    }

    private void SampleByPriority(SumTree priorities, TransitionBatch batch, Rng rng, double importanceExponent)
    {
        var targets = Scratch(batch.Size);
        var slice = priorities.Total / batch.Size;
        for (var row = 0; row < batch.Size; row++)
        {
            targets[row] = (row + rng.NextDouble()) * slice;
        }

        priorities.Find(targets, batch.Slots);
        var smallest = double.MaxValue;
        foreach (var slot in batch.Slots)
        {
            smallest = Math.Min(smallest, priorities.Values[slot]);
        }

        for (var row = 0; row < batch.Size; row++)
        {
            // The smallest P(i) has the largest weight; over it, N and the sum cancel: w_i = (P(i) / min_j P(j))^-beta.
            batch.Weights[row] = (float)Elementary.Pow(smallest / priorities.Values[batch.Slots[row]], importanceExponent);
        }
    }

    private void SampleUniformly(TransitionBatch batch, Rng rng)
    {
        for (var row = 0; row < batch.Size; row++)
        {
            batch.Slots[row] = rng.NextInt(Count);
            batch.Weights[row] = 1;
        }
    }

    /// <summary>A number for each row, valid until the next call; grows to the largest batch.</summary>
    private Span<double> Scratch(int rows)
    {
        if (_scratch.Length < rows)
        {
            _scratch = new double[rows];
        }

        return _scratch.AsSpan(0, rows);
    }
}

/// <summary>The replay memory (Schaul et al. 2016).</summary>
public sealed record ReplayOptions
{
    /// <summary>Transitions kept; the oldest is overwritten. 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int Capacity { get; init; } = 200_000;

    /// <summary>Draw by priority, as in the paper; else uniformly, which did no worse on validation users.</summary>
    public bool Prioritized { get; init; }

    /// <summary>alpha: 0 draws uniformly, 1 in proportion to the absolute TD error; 0.6 in Schaul et al. 2016.</summary>
    [Range(0.0, 1.0)]
    public double PriorityExponent { get; init; } = 0.6;

    /// <summary>beta at the start; importance weights are (N P(i))^-beta over their maximum in the batch; 0.4
    /// in Schaul et al. 2016.</summary>
    [Range(0.0, 1.0)]
    public double ImportanceExponentStart { get; init; } = 0.4;

    /// <summary>beta at the end of the run; 1 in Schaul et al. 2016.</summary>
    [Range(0.0, 1.0)]
    public double ImportanceExponentEnd { get; init; } = 1;
}
