using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Policies;

/// <summary>pi: state to action, a vector in the space of the items. Two hidden layers with ReLU (Liu et
/// al. 2018, figure 2).</summary>
/// <remarks>Drawn in docs/figures.md.</remarks>
public sealed class Actor
{
    /// <summary>Prefix of the weights' names in the parameter set.</summary>
    public const string Prefix = "actor/";

    private readonly Mlp _network;
    private readonly PolicyOptions _options;

    /// <summary>An actor with random weights; those of the last layer are near 0, so that the first actions are the shares of
    /// history and user, or near 0 without them.</summary>
    /// <param name="parameters">Receives the weights.</param>
    /// <param name="options">Widths and form.</param>
    /// <param name="stateWidth">S.</param>
    /// <param name="actionSize">k.</param> <param name="rng">Source of the weights.</param>
    public Actor(ParameterSet parameters, PolicyOptions options, int stateWidth, int actionSize, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _network = new Mlp(
            parameters, Prefix + "layer", [stateWidth, options.Hidden, options.Hidden, actionSize], rng,
            outputInitializer: Initializers.Uniform(options.LastLayerLimit));
    }

    /// <summary>Records the actions of a batch of states.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="state">Of B observations.</param>
    /// <param name="frozen">Whether the weights are constants here.</param>
    /// <returns>The actions [B, k], and net(s) [B, k], which they are computed from.</returns>
    public (Variable Action, Variable Output) Forward(Tape tape, State state, bool frozen = false)
    {
        var output = _network.Forward(tape, state.Features, frozen);
        var sum = output;
        foreach (var (share, vectors) in new[] { (_options.HistoryShare, state.Pooled), (_options.UserShare, state.User) })
        {
            if (share > 0)
            {
                var unit = tape.UnitRows(vectors, MathF.Sqrt(output.Shape.Columns)); // ĝ, û
                sum = tape.Add(tape.Scale(unit, share), sum);
            }
        }

        return (_options.ActorForm == ActorForm.Tanh ? tape.Tanh(sum) : tape.UnitRows(sum, _options.ActionLength), output);
    }
}

/// <summary>How the actor's network becomes an action. In both, ĝ is the history's weighted mean and û the user's vector, at root
/// mean square 1, and b and d are <see cref="PolicyOptions.HistoryShare"/> and <see cref="PolicyOptions.UserShare"/>: with one of
/// them above 0 an untrained agent shows items like those of the history, or those that the user's vector ranks first.</summary>
public enum ActorForm
{
    /// <summary>a = tanh(b·ĝ + d·û + net(s)); with b = d = 0 as in the paper.</summary>
    Tanh,

    /// <summary>a = c·unit(b·ĝ + d·û + net(s)): the fixed length keeps a softmax over scores from
    /// sharpening during training.</summary>
    Unit,
}
