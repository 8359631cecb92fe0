using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using static System.FormattableString;

namespace Drr.Agent.Rivals;

/// <summary>The agent without reinforcement: the same vectors, state module and actor, trained to give what users rated later a
/// large share of a softmax over all items. What the agent does better than this, it owes to learning from rewards.</summary>
/// <remarks>L = -(1/B) Σ_b Σ_i t_bi·log softmax_i(⟨v, a_b⟩ / temperature), where a_b = pi(s_b), t_b spreads 1 over the items that
/// user b rated after the state, and items of the state have no share. As with the agent, the average of the weights over the
/// steps is what recommends.</remarks>
internal sealed class SupervisedTwin
{
    private const int BatchSize = 64;
    private const float AverageRate = 0.001f; // as the agent's target networks follow it

    private readonly TwinOptions _options;
    private readonly Rng _rng;
    private readonly int[] _learners; // users with a rating after their first n
    private readonly (int Item, float Reward)[][] _rated; // by user, in time order
    private readonly Observation _observation;
    private readonly int[] _users, _histories; // [B], [B·n]
    private readonly Tensor _used, _later; // [B, items]: negative infinity for items of the state; t
    private readonly ActorCritic _networks;
    private readonly TargetNetwork _average;
    private readonly Adam _adam;
    private readonly Tape _tape = new();
    private readonly Variable _loss;

    private SupervisedTwin(ActorCritic agent, FitRows rows, TwinOptions options, Rng rng)
    {
        (_options, _rng) = (options, rng);
        _rated = [.. Enumerable.Range(0, rows.UserCount).Select(user => Reward.Of(rows.TrainingOf(user), rows.Scale))];
        _learners = [.. Enumerable.Range(0, rows.UserCount).Where(user => _rated[user].Length > agent.HistoryLength)];
        _observation = new Observation(agent.HistoryLength);
        _users = new int[BatchSize];
        _histories = new int[BatchSize * agent.HistoryLength];
        _used = new Tensor(new Shape(BatchSize, rows.ItemCount));
        _later = new Tensor(_used.Shape);
        _networks = agent.Untrained(rng.Fork("weights"));
        _average = new TargetNetwork(_networks, AverageRate);
        _adam = new Adam(_networks.ActorRange, new AdamOptions(options.Rate));

        var state = _networks.State.Forward(_tape, _users, _histories);
        var action = _networks.Actor.Forward(_tape, state).Action;
        var items = Tape.Constant(Transposed(agent.Embeddings.Items));
        var scores = _tape.Scale(_tape.MatMul(action, items), 1 / options.Temperature);
        _loss = _tape.SoftmaxCrossEntropy(_tape.Add(scores, Tape.Constant(_used)), Tape.Constant(_later));
    }

    /// <summary>Trains a twin.</summary>
    /// <param name="agent">Whose vectors and form it has; its weights are not looked at.</param>
    /// <param name="rows">What may be seen.</param> <param name="options">How it is trained.</param>
    /// <param name="rng">Of weights and draws.</param> <param name="cancellation">Stops the fit.</param>
    public static ActorCritic Fit(
        ActorCritic agent, FitRows rows, TwinOptions options, Rng rng, CancellationToken cancellation = default)
    {
        var twin = new SupervisedTwin(agent, rows, options, rng);
        for (var step = 0; step < options.Steps && twin._learners.Length > 0; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            twin.Step();
        }

        return twin._average.Networks;
    }

    private void Step()
    {
        for (var row = 0; row < BatchSize; row++)
        {
            Draw(row);
        }

        _networks.ActorRange.ZeroGradients();
        _tape.Forward();
        _tape.Backward(_loss, [1]);
        _adam.Step();
        _average.SoftUpdate();
    }

    /// <summary>A user and a moment of their history at random: what was rated before it is known, what comes after is
    /// to be found.</summary>
    private void Draw(int row)
    {
        var user = _learners[_rng.NextInt(_learners.Length)];
        var (rated, first) = (_rated[user], _observation.Items.Length);
        var known = first + (_rng.NextDouble() < _options.FirstShare ? 0 : _rng.NextInt(rated.Length - first));
        _observation.Start(user, rated.AsSpan(0, known), first);

        _users[row] = user;
        _observation.Items.CopyTo(_histories, row * first);
        Span<float> used = _used.Row(row), later = _later.Row(row);
        used.Clear();
        later.Clear();
        foreach (var item in _observation.Used)
        {
            used[item] = float.NegativeInfinity;
        }

        foreach (var (item, _) in rated.AsSpan(known))
        {
            later[item] = used[item] == 0 ? 1 : 0; // a rating given anew is of an item of the state
        }

        Arithmetic.Scale(later, 1 / Math.Max(1, Reductions.Sum(later)), later);
    }

    private static Tensor Transposed(Tensor matrix)
    {
        var transposed = new Tensor(new Shape(matrix.Shape.Columns, matrix.Shape.Rows));
        for (var row = 0; row < matrix.Shape.Rows; row++)
        {
            for (var column = 0; column < matrix.Shape.Columns; column++)
            {
                transposed.Row(column)[row] = matrix.Row(row)[column];
            }
        }

        return transposed;
    }
}

/// <summary>How a supervised twin is trained.</summary>
/// <param name="Rate">Of Adam.</param> <param name="Temperature">Of the softmax over scores.</param>
/// <param name="Steps">Of Adam, with a batch of 64 each.</param>
/// <param name="FirstShare">Share of states that are a user's first ratings, as those of the catalogue protocol are; the others
/// are of a later moment.</param>
internal sealed record TwinOptions(double Rate = 3e-4, float Temperature = 3, int Steps = 4_000, double FirstShare = 0.5)
{
    /// <summary>In words, as a table names the settings of a rival.</summary>
    public override string ToString() => Invariant(
        $"rate {Rate}, temperature {Temperature}, {Steps:N0} steps, {FirstShare:P0} of the states are first ratings");
}
