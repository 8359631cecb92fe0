using System.Text.Json;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;

namespace Drr.Autodiff.Tests.Golden;

/// <summary>Three training steps against numbers that PyTorch made in double precision (mlp.py).</summary>
public sealed class GoldenMlpTests
{
    [Fact]
    public void Forward_backward_and_adam_follow_pytorch()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "mlp.json")));
        var root = golden.RootElement;
        int[] sizes = [.. root.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        var batch = root.GetProperty("batch").GetInt32();
        var settings = root.GetProperty("adam");
        var parameters = new ParameterSet();
        var network = new Mlp(parameters, "net", sizes, new Rng(1), output: Activation.Tanh);
        Numbers(root, "parameters").CopyTo(parameters.Values);
        Variable Batch(string name, int columns) => Tape.Constant(new Tensor(new(batch, columns), Numbers(root, name)));

        var tape = new Tape();
        var output = network.Forward(tape, [Batch("x", sizes[0])]);
        var loss = tape.WeightedSquaredError(output, Batch("target", sizes[^1]), Batch("weight", sizes[^1]));
        var adam = new Adam(parameters.Range("net/"), new AdamOptions(
            settings.GetProperty("lr").GetDouble(),
            settings.GetProperty("betas")[0].GetDouble(), settings.GetProperty("betas")[1].GetDouble(),
            settings.GetProperty("eps").GetDouble(), settings.GetProperty("weight_decay").GetDouble()));
        foreach (var step in root.GetProperty("steps").EnumerateArray())
        {
            parameters.ZeroGradients();
            tape.Forward();
            tape.Backward(loss);
            MustBe(Numbers(step, "output"), output.Value.Span);
            MustBe([step.GetProperty("loss").GetSingle()], loss.Value.Span);
            MustBe(Numbers(step, "gradients"), parameters.Gradients);
            adam.Step();
            MustBe(Numbers(step, "parameters"), parameters.Values);
        }

        Assert.Equal(3, adam.StepCount);
    }

    private static float[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetSingle())];

    private static void MustBe(float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5f);
        }
    }
}
