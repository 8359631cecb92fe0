using Drr.Autodiff;
using Drr.Cli.ThisMachine;
using Drr.Tensors;
using Drr.TestKit;
using static TorchSharp.torch;
using Adam = Drr.Autodiff.Optimizers.Adam;

namespace Drr.Bench.Peers;

/// <summary>A step of Adam on an actor's weights: ours over one stretch of memory, the peer's tensor by tensor.</summary>
internal static class AdamRows
{
    internal static void AddTo(Report report)
    {
        var (state, hidden, size) = (UpdateWork.State, UpdateWork.Hidden, UpdateWork.Size);
        int[][] shapes = [[state, hidden], [hidden], [hidden, hidden], [hidden], [hidden, size], [size]];
        var (set, rng) = (new ParameterSet(), new Rng(1));
        foreach (var (shape, i) in shapes.Select((shape, i) => (shape, i)))
        {
            set.Add($"p/{i}", shape.Length == 2 ? new Shape(shape[0], shape[1]) : new Shape(shape[0]));
        }

        Draw.Gaussian(rng, set.Values.Length).CopyTo(set.Values);
        Draw.Gaussian(rng, set.Values.Length).CopyTo(set.Gradients);
        var ours = new Adam(set.Range("p"), new());
        var name = $"Adam step, {set.Values.Length} weights";
        if (Torch.Missing is not null || !report.Wants(name))
        {
            report.Add(name, 0, ours.Step);
            return;
        }

        using var scope = NewDisposeScope();
        TorchSharp.Modules.Parameter[] theirs = [.. set.Parameters.Select(p =>
        {
            var parameter = new TorchSharp.Modules.Parameter(tensor(p.Value.Span.ToArray()));
            (parameter * tensor(p.Gradient.Span.ToArray())).sum().backward(); // its gradient is the factor
            return parameter;
        })];
        var adam = optim.Adam(theirs, 1e-3);
        ours.Step();
        adam.step();
        Close.Assert([.. theirs.SelectMany(p => p.data<float>().ToArray())], set.Values, relative: 1e-5, absolute: 1e-6, name);
        report.Add(name, 0, ours.Step, Torch.Name, () =>
        {
            using var step = NewDisposeScope();
            adam.step();
        });
    }
}
