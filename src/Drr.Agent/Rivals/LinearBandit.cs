using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Sessions;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Rivals;

/// <summary>LinUCB (Li et al. 2010) with a ridge regression a user over the items' vectors, as Wang et al. 2016 (CIKM, "Learning
/// hidden features for contextual bandits") compare with; with hidden features it is their HLinUCB. Reward of item i ≈ z_i·θ, z_i
/// = (vector, 1, hidden features); shown is the item with the largest z_i·θ + alpha·√(z_iᵀA⁻¹z_i) + hidden alpha·√(θ_hᵀC_i⁻¹θ_h),
/// of equals the smaller id.</summary>
/// <remarks>A session starts from the known ratings of its user, each of them an example, around the weights of all users: a
/// regression on all answers in <see cref="Train"/>. Within the session every answer is one more example, which is dropped before
/// the next session. Hidden features are learned in training only, those of an item by a regression on the θ_h of the users who
/// answered: a session shows no item twice, so it could not use what it learned of one.</remarks>
internal sealed class LinearBandit : ISessionPolicy
{
    private readonly IReadOnlyList<(int Item, float Reward)[]> _known; // [users]
    private readonly BanditOptions _options;
    private readonly Tensor _features; // z [items, width]
    private readonly OnlineRidge _all, _user;
    private readonly OnlineRidge[] _hidden; // [items], or none
    private readonly Tensor _products; // Z·A⁻¹ [items, width]
    private readonly float[] _means, _variances, _changes, _scores; // [items]
    private readonly float[] _squares; // |z|² [items]
    private readonly int[] _best = new int[1];
    private bool _started, _trains;

    /// <summary>An untrained bandit; call <see cref="Train"/>.</summary>
    /// <param name="name">The row's name in a table.</param> <param name="embeddings">Its item vectors.</param>
    /// <param name="known">[users]: the rated items that a session starts from, and their rewards.</param>
    /// <param name="options">Settings.</param>
    /// <param name="rng">Draws the initial hidden features: normal, as large as the vectors' elements.</param>
    public LinearBandit(
        string name, EmbeddingTable embeddings, IReadOnlyList<(int Item, float Reward)[]> known, BanditOptions options, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rng);
        (Name, _known, _options) = (name, known, options);
        var (items, size, hidden) = (embeddings.Items.Shape.Rows, embeddings.Size, options.HiddenSize);
        var width = size + 1 + hidden;
        _features = new Tensor(new Shape(items, width));
        (_all, _user) = (new OnlineRidge(width, options.Penalty), new OnlineRidge(width, options.Penalty));
        _hidden = [.. Enumerable.Range(0, hidden == 0 ? 0 : items).Select(_ => new OnlineRidge(hidden, options.HiddenPenalty))];
        _products = new Tensor(_features.Shape);
        (_means, _variances, _changes, _scores) = (new float[items], new float[items], new float[items], new float[items]);
        _squares = new float[items];
        var scale = MathF.Sqrt(Reductions.SumOfSquares(embeddings.Items.Span) / embeddings.Items.Span.Length);
        for (var item = 0; item < items; item++)
        {
            var row = _features.Row(item);
            embeddings.Items.Row(item).CopyTo(row);
            row[size] = 1;
            foreach (ref var feature in row[(size + 1)..])
            {
                feature = scale * (float)rng.NextGaussian();
            }

            if (hidden > 0)
            {
                _hidden[item].Reset(row[^hidden..]);
            }

            _squares[item] = Reductions.SumOfSquares(row);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Learns => true;

    /// <summary>z of an item [width]: its vector, 1, its hidden features.</summary>
    public ReadOnlySpan<float> FeaturesOf(int item) => _features.Row(item);

    /// <summary>Plays a session with each of these users and learns the weights of all users from it.</summary>
    /// <param name="environment">Training rows answer, or the simulator.</param> <param name="users">Those who can start.</param>
    /// <param name="progress">Receives how many sessions are done.</param>
    public void Train(IEnvironment environment, IEnumerable<int> users, Action<int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(users);
        _trains = true;
        foreach (var (done, user) in users.Index())
        {
            progress?.Invoke(done);
            PlayedSession.Play(environment, user, this);
        }

        _trains = false;
    }

    /// <inheritdoc/>
    public void Reset() => _started = false;

    /// <inheritdoc/>
    public int Choose(Observation observation, ReadOnlySpan<bool> unavailable)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (!_started)
        {
            Start(observation.User);
        }

        for (var item = 0; item < _scores.Length; item++)
        {
            _scores[item] = unavailable[item]
                ? float.NegativeInfinity
                : _means[item] + (_options.Exploration * MathF.Sqrt(MathF.Max(_variances[item], 0))) + HiddenBonus(item);
        }

        Ranking.TopK(_scores, _best);
        return _best[0];
    }

    /// <inheritdoc/>
    public void Observe(StepOutcome outcome, Observation next)
    {
        var z = _features.Row(_best[0]);
        if (_trains)
        {
            _all.Observe(z, outcome.Reward);
        }
        else if (outcome.Ended)
        {
            return; // no further item will be shown
        }

        Learn(z, outcome.Reward);
        if (_trains && _hidden.Length > 0)
        {
            LearnHidden(_best[0], z, outcome.Reward);
        }
    }

    /// <summary>Computes the mean and variance of every item from the weights of all users and the user's known ratings, at
    /// items·width for each rating, or items·width² for any number of them.</summary>
    private void Start(int user)
    {
        _started = true;
        _user.Reset(_all.Weights);
        var known = _known[user];
        if (known.Length < _features.Shape.Columns / 2)
        {
            Survey();
            foreach (var (item, reward) in known)
            {
                Learn(_features.Row(item), reward);
            }

            return;
        }

        foreach (var (item, reward) in known)
        {
            _user.Observe(_features.Row(item), reward);
        }

        Survey();
    }

    /// <summary>Computes the mean and variance of every item from scratch; without examples A is lambda·I.</summary>
    private void Survey()
    {
        var (items, width) = (_means.Length, _features.Shape.Columns);
        MatMul.ABt(_user.Weights, _features.Span, 1, width, items, _means);
        if (_user.Examples == 0)
        {
            Arithmetic.Scale(_squares, 1 / _options.Penalty, _variances);
            return;
        }

        MatMul.AB(_features.Span, _user.Inverse, items, width, width, _products.Span);
        for (var item = 0; item < items; item++)
        {
            _variances[item] = Reductions.Dot(_products.Row(item), _features.Row(item));
        }
    }

    /// <summary>Adds an example of the user, and updates mean and variance of every item.</summary>
    private void Learn(ReadOnlySpan<float> z, float reward)
    {
        var (error, scale) = _user.Observe(z, reward);
        MatMul.ABt(_user.Direction, _features.Span, 1, z.Length, _changes.Length, _changes); // c_i = z_i·g
        Arithmetic.AddScaled(_changes, error * scale, _means); // z_i·θ grows by c_i·error·scale
        Arithmetic.Multiply(_changes, _changes, _changes);
        Arithmetic.AddScaled(_changes, -scale, _variances); // z_iᵀA⁻¹z_i falls by c_i²·scale
    }

    private float HiddenBonus(int item) => _hidden.Length == 0 || _options.HiddenExploration == 0
        ? 0
        : _options.HiddenExploration * MathF.Sqrt(_hidden[item].Variance(_user.Weights[^_options.HiddenSize..]));

    /// <summary>The hidden features times θ_h should give the part of the reward that the vector leaves. The item has been shown,
    /// so its mean and variance in this session need no update.</summary>
    private void LearnHidden(int item, Span<float> z, float reward)
    {
        var (given, own) = (z.Length - _options.HiddenSize, _hidden[item]);
        var theta = _user.Weights;
        own.Observe(theta[given..], reward - Reductions.Dot(z[..given], theta[..given]));
        own.Weights.CopyTo(z[given..]);
        _squares[item] = Reductions.SumOfSquares(z);
    }
}
