#!/usr/bin/env dotnet
#:project ../src/Drr.Autodiff
// A network of 97 parameters learns sin(x) from noisy points: dotnet run -c Release examples/FitFunction.cs

using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;

const int Points = 64, Steps = 3_000;
var rng = new Rng(seed: 1);
var parameters = new ParameterSet();
var network = new Mlp(parameters, "sine", [1, 32, 1], rng, hidden: Activation.Tanh); // 1 -> 32 -> 1

// The graph is recorded once, over inputs that each step fills anew.
var (x, y, weight) = (Tape.Input(new Shape(Points, 1)), Tape.Input(new Shape(Points, 1)), Tape.Input(new Shape(Points, 1)));
weight.Value.Span.Fill(1);
var tape = new Tape();
var prediction = network.Forward(tape, [x]);
var loss = tape.WeightedSquaredError(prediction, y, weight);

var adam = new Adam(parameters.Range("sine"), new AdamOptions(LearningRate: 0.01));
for (var step = 1; step <= Steps; step++)
{
    for (var i = 0; i < Points; i++)
    {
        x.Value.Span[i] = (float)((2 * rng.NextDouble()) - 1) * MathF.PI;
        y.Value.Span[i] = MathF.Sin(x.Value.Span[i]) + (0.1f * (float)rng.NextGaussian());
    }

    adam.LearningRate = 0.01 * (1 - (step / (Steps + 1.0))); // smaller and smaller steps: the noise averages out
    parameters.ZeroGradients();
    tape.Forward();
    tape.Backward(loss);
    adam.Step();
    if (step % 1_000 == 0)
    {
        Console.WriteLine($"step {step}: mean squared error {loss.Value.Span[0]:f4}, of which the noise is 0.01");
    }
}

// How far it is from the function itself, which it never saw without noise.
for (var i = 0; i < Points; i++)
{
    x.Value.Span[i] = ((2f * i / (Points - 1)) - 1) * MathF.PI;
}

tape.Forward();
var largest = Enumerable.Range(0, Points).Max(i => Math.Abs(prediction.Value.Span[i] - MathF.Sin(x.Value.Span[i])));
Console.WriteLine($"{parameters.Values.Length} parameters, at most {largest:f3} from sin(x) between -pi and pi");
