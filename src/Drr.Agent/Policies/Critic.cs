using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Agent.Policies;

/// <summary>Q: state and action to expected return. The state goes through a ReLU layer of the action's width, the action joins
/// it, two ReLU layers and a linear one follow (Liu et al. 2018, figure 2).</summary>
/// <remarks>Drawn in docs/figures.md.</remarks>
public sealed class Critic
{
    /// <summary>Prefix of the weights' names in the parameter set.</summary>
    public const string Prefix = "critic/";

    private readonly Linear _first, _second, _third, _last;
    private readonly int _actionSize;

    /// <summary>A critic with random weights; those of the last layer are near 0, and so are the first values.</summary>
    /// <param name="parameters">Receives the weights.</param>
    /// <param name="hidden">Width of the hidden layers.</param>
    /// <param name="stateWidth">S.</param> <param name="actionSize">k.</param> <param name="rng">Source of the weights.</param>
    public Critic(ParameterSet parameters, int hidden, int stateWidth, int actionSize, Rng rng)
    {
        _actionSize = actionSize;
        _first = new Linear(parameters, Prefix + "0", stateWidth, actionSize, Initializers.HeUniform, rng);
        _second = new Linear(parameters, Prefix + "1", 2 * actionSize, hidden, Initializers.HeUniform, rng);
        _third = new Linear(parameters, Prefix + "2", hidden, hidden, Initializers.HeUniform, rng);
        _last = new Linear(parameters, Prefix + "3", hidden, 1, Initializers.Uniform(3e-3), rng);
    }

    /// <summary>Records the value of one action for each state.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="state">Of B observations.</param>
    /// <param name="action">a, [B, k]</param>
    /// <param name="frozen">Treat the weights as constants: the actor's gradient passes through to the action, and the critic
    /// does no work for its own.</param>
    /// <returns>[B]</returns>
    public Variable Forward(Tape tape, State state, Variable action, bool frozen = false)
    {
        var first = _first.Forward(tape, state.Features, Activation.Relu, frozen);
        var joined = _second.Forward(tape, [first, action], Activation.Relu, frozen);
        return Value(tape, joined, frozen).Reshape(new Shape(action.Shape[0]));
    }

    /// <summary>Records the values of several actions for each state, with the weights as constants. The part of the second layer
    /// that reads the state is computed once for each state, not for each action.</summary>
    /// <param name="tape">Where to record.</param>
    /// <param name="state">Of B observations.</param>
    /// <param name="actions">[B, K, k]</param>
    /// <returns>[B, K]</returns>
    public Variable ForwardMany(Tape tape, State state, Variable actions)
    {
        var (batch, many) = (actions.Shape[0], actions.Shape[1]);
        var flat = actions.Reshape(new Shape(batch * many, _actionSize));
        var first = _first.Forward(tape, state.Features, Activation.Relu, frozen: true);
        var ofState = tape.RepeatRows(tape.Affine([first], Rows(0), _second.Bias.Frozen), many);
        var ofAction = tape.MatMul(flat, Rows(_actionSize));
        return Value(tape, tape.Relu(tape.Add(ofState, ofAction)), frozen: true).Reshape(new Shape(batch, many));
    }

    private Variable Value(Tape tape, Variable joined, bool frozen) =>
        _last.Forward(tape, [_third.Forward(tape, [joined], Activation.Relu, frozen)], frozen: frozen);

    /// <summary>k rows of the second layer's weights: [state; action] · W = state · (first k rows) +
    /// action · (last k rows).</summary>
    private Variable Rows(int start)
    {
        var weight = _second.Weight.Frozen.Value;
        var columns = weight.Shape.Columns;
        return Tape.Constant(weight.Slice(start * columns, new Shape(_actionSize, columns)));
    }
}
