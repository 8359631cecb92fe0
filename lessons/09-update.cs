using Drr.Agent.Learning;
using Drr.Autodiff;
using Drr.Autodiff.Ops;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Lessons;

/// <summary>9, update: DDPG, every number on paper. The critic is Q(s, a) = w·s·a and the actor π(s) = θ·s, one weight each, so
/// that one update fits on a page: the target, the error, both gradients, and how the followers move.</summary>
internal static class Lesson09
{
    private const float Gamma = 0.9f, Rate = 0.1f, Tau = 0.1f;

    public static Lesson Lesson { get; } = new(
        Run, "let the target of a step that ended its session be its reward alone.", Check);

    private static void Run()
    {
        var (parameters, followers) = (new ParameterSet(), new ParameterSet());
        var (w, theta) = (parameters.Add("critic/w", new Shape(1)), parameters.Add("actor/theta", new Shape(1)));
        var (w2, theta2) = (followers.Add("critic/w", new Shape(1)), followers.Add("actor/theta", new Shape(1)));
        (w.Value.Span[0], theta.Value.Span[0]) = (0.8f, 0.4f);
        (w2.Value.Span[0], theta2.Value.Span[0]) = (0.7f, 0.3f);
        Variable s = Number(1), a = Number(0.5f), next = Number(2), one = Number(1), target = Number(0);
        Console.WriteLine("Q = w·s·a, π = θ·s; w = 0.8, θ = 0.4; the followers have w' = 0.7, θ' = 0.3");
        Console.WriteLine("a step: s = 1, a = 0.5 (not π(s) = 0.4: it was explored), r = 0.5, s' = 2; γ = 0.9");

        // The target: y = r + γ·Q'(s', π'(s')), by the followers.
        var targetTape = new Tape();
        var nextAction = targetTape.Multiply(theta2, next);
        var nextValue = targetTape.Multiply(targetTape.Multiply(w2, next), nextAction);
        targetTape.Forward();
        Equations.TemporalDifferenceTargets([0.5f], [Gamma], nextValue.Value.Span, target.Value.Span);
        Console.WriteLine($"1. y = r + γ·w'·s'·(θ'·s') = 0.5 + 0.9·0.7·2·{nextAction.Of():0.0} = {target.Of():0.000}");

        // The critic: L = (y - Q(s, a))² at the action that was taken.
        var criticTape = new Tape();
        var value = criticTape.Multiply(criticTape.Multiply(w, s), a);
        var criticLoss = criticTape.WeightedSquaredError(value, target, one);
        criticTape.Forward();
        criticTape.Backward(criticLoss);
        var delta = target.Of() - value.Of();
        Console.WriteLine(
            $"2. δ = y - Q(s, a) = {target.Of():0.000} - {value.Of():0.000} = {delta:0.000}: |δ| is its new priority");
        Console.WriteLine($"3. dL/dw = -2·δ·s·a = {w.Gradient.Span[0]:0.000}");
        w.Value.Span[0] -= Rate * w.Gradient.Span[0];
        Console.WriteLine($"   w = 0.8 - 0.1·({w.Gradient.Span[0]:0.000}) = {w.Of():0.0000}");

        // The actor: -Q(s, π(s)) at its own action; the critic is frozen.
        var actorTape = new Tape();
        var own = actorTape.Multiply(theta, s);
        var actorLoss = actorTape.Scale(actorTape.Multiply(actorTape.Multiply(w.Frozen, s), own), -1);
        actorTape.Forward();
        actorTape.Backward(actorLoss);
        var slope = theta.Gradient.Span[0];
        Console.WriteLine($"4. d(-Q(s, π(s)))/dθ = -dQ/da·dπ/dθ = -(w·s)·s = {slope:0.0000}, with the critic's new w");
        theta.Value.Span[0] -= Rate * slope;
        Console.WriteLine($"   θ = 0.4 - 0.1·({slope:0.0000}) = {theta.Of():0.00000}");

        Updates.SoftUpdate(parameters.Values, Tau, followers.Values);
        Console.WriteLine("5. the followers go a tenth of the way (τ = 0.1):");
        Console.WriteLine($"   w' = 0.7 + 0.1·({w.Of():0.0000} - 0.7) = {w2.Of():0.00000}");
        Console.WriteLine($"   θ' = 0.3 + 0.1·({theta.Of():0.00000} - 0.3) = {theta2.Of():0.000000}");
    }

    // <hole>
    /// <summary>y of each step. A session's last step has no next action: there is nothing to discount.</summary>
    /// <param name="rewards">r</param> <param name="ended">Whether the step was the last of its session.</param>
    /// <param name="nextValues">Q'(s', π'(s')): some number, also where the session has ended.</param>
    private static float[] Targets(float[] rewards, bool[] ended, float[] nextValues) =>
        [.. rewards.Zip(nextValues, (reward, next) => reward + (Gamma * next))];
    // </hole>

    private static string? Check()
    {
        float[] golden = [1.256f, 0.5f, -0.5f, 0f, 1.81f];
        var given = Targets([0.5f, 0.5f, -0.5f, 0, 1], [false, true, true, true, false], [0.84f, 0.84f, 3, -2, 0.9f]);
        for (var i = 0; i < golden.Length; i++)
        {
            if (!(Math.Abs(given[i] - golden[i]) < 1e-6))
            {
                return $"y of step {i} is {given[i]:0.000}, on paper it is {golden[i]:0.000}.";
            }
        }

        return null;
    }

    private static float Of(this Variable number) => number.Value.Span[0];

    private static Variable Number(float value) => Tape.Constant(new Tensor(new Shape(1), [value]));
}
