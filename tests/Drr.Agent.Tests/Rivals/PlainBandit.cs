using Drr.Agent.Embeddings;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.LinearAlgebra;

namespace Drr.Agent.Tests.Rivals;

/// <summary>LinUCB and HLinUCB by their definitions: every regression solved anew from all of its examples, in double
/// precision.</summary>
internal sealed class PlainBandit
{
    private readonly EmbeddingTable _embeddings;
    private readonly (int Item, float Reward)[][] _known;
    private readonly BanditOptions _options;
    private readonly double[][] _features;
    private readonly PlainRidge[] _hidden;
    private readonly PlainRidge _all;
    private PlainRidge _user;

    /// <param name="embeddings">Vectors.</param> <param name="known">What sessions start from.</param>
    /// <param name="options">Settings.</param> <param name="start">Its hidden features, not yet trained, are taken over.</param>
    internal PlainBandit(
        EmbeddingTable embeddings, (int Item, float Reward)[][] known, BanditOptions options, LinearBandit start)
    {
        (_embeddings, _known, _options) = (embeddings, known, options);
        _features = [.. Enumerable.Range(0, embeddings.Items.Shape.Rows).Select(item => start.FeaturesOf(item).ToArray())
            .Select(features => features.Select(value => (double)value).ToArray())];
        _hidden = [.. _features.Select(z => new PlainRidge(options.HiddenPenalty, z[^options.HiddenSize..]))];
        _user = _all = new PlainRidge(options.Penalty, new double[_features[0].Length]);
    }

    internal double[] FeaturesOf(int item) => _features[item];

    internal void Begin(int user)
    {
        _user = new PlainRidge(_options.Penalty, _all.Weights());
        foreach (var (item, reward) in _known[user])
        {
            _user.Add(_features[item], reward);
        }
    }

    internal int Choose(ReadOnlySpan<bool> unavailable)
    {
        var (theta, best, highest) = (_user.Weights(), -1, double.NegativeInfinity);
        for (var item = 0; item < _features.Length; item++)
        {
            var z = _features[item];
            var score = Dot(z, theta) + (_options.Exploration * Math.Sqrt(_user.Variance(z)));
            if (_options.HiddenSize > 0)
            {
                score += _options.HiddenExploration * Math.Sqrt(_hidden[item].Variance(theta[^_options.HiddenSize..]));
            }

            (best, highest) = !unavailable[item] && score > highest ? (item, score) : (best, highest);
        }

        return best;
    }

    internal void Observe(int item, double reward, bool trains)
    {
        var z = _features[item];
        _user.Add(z, reward);
        if (trains)
        {
            _all.Add(z, reward);
        }

        if (trains && _options.HiddenSize > 0)
        {
            var (theta, given) = (_user.Weights(), _embeddings.Size + 1);
            _hidden[item].Add(theta[given..], reward - Dot(z[..given], theta[..given]));
            _features[item] = [.. z[..given], .. _hidden[item].Weights()];
        }
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
