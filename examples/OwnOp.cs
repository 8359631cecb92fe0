#!/usr/bin/env dotnet
#:project ../src/Drr.Autodiff
// An op of one's own, and the proof that its gradient is right: dotnet run -c Release examples/OwnOp.cs

using Drr.Autodiff;
using Drr.Tensors;

var rng = new Rng(seed: 1);
var x = new ParameterSet().Add("x", new Shape(3, 4));
foreach (ref var value in x.Value.Span)
{
    value = (float)rng.NextGaussian();
}

// The check compares the backward step with differences of the forward step, element by element.
var right = GradientCheck.Compare(tape => tape.Softplus(x), [x]);
Console.WriteLine($"softplus: gradient within {right.LargestDifference:e1} of differences");
GradientCheck.MustAgree(tape => tape.Softplus(x), [x]);

// What it says of a backward step that is wrong.
try
{
    GradientCheck.MustAgree(tape => tape.WrongSoftplus(x), [x]);
}
catch (InvalidOperationException fault)
{
    Console.WriteLine($"wrong softplus: {fault.Message}");
}

internal static class MyOps
{
    /// <summary>y = log(1 + exp(x)), a smooth ReLU, element-wise; its derivative is the sigmoid of x.</summary>
    internal static Variable Softplus(this Tape tape, Variable x)
    {
        var y = tape.NewVariable(x.Shape, x); // keeps a gradient if x does
        tape.Add(y,
            forward: () => Map(x, y), // overwrites
            backward: () => // accumulates
            {
                for (var i = 0; i < x.Shape.Length; i++)
                {
                    x.Gradient.Span[i] += y.Gradient.Span[i] / (1 + MathF.Exp(-x.Value.Span[i]));
                }
            });
        return y;
    }

    /// <summary>The same with a slip: it forgets the gradient of y.</summary>
    internal static Variable WrongSoftplus(this Tape tape, Variable x)
    {
        var y = tape.NewVariable(x.Shape, x);
        tape.Add(y,
            forward: () => Map(x, y),
            backward: () =>
            {
                for (var i = 0; i < x.Shape.Length; i++)
                {
                    x.Gradient.Span[i] += 1 / (1 + MathF.Exp(-x.Value.Span[i]));
                }
            });
        return y;
    }

    private static void Map(Variable x, Variable y)
    {
        for (var i = 0; i < x.Shape.Length; i++)
        {
            y.Value.Span[i] = MathF.Max(x.Value.Span[i], 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(x.Value.Span[i])));
        }
    }
}
