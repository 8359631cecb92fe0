using Drr.Tensors;

namespace Drr.Autodiff.Tests.Ops;

/// <summary>One form of one op: how to draw an example of it.</summary>
/// <param name="Op">Name of the method.</param>
/// <param name="Form">What tells it from other rows of the same op; may be empty.</param>
/// <param name="Draw">Inputs and graph for some sizes; values away from kinks.</param>
internal sealed record OpRow(string Op, string Form, Func<Sizes, Rng, OpExample> Draw)
{
    public string Name => $"{Op} {Form}".Trim();
}

/// <summary>Sizes that an example is made from: batch B, slots N, widths K and M.</summary>
internal sealed record Sizes(int B, int N, int K, int M);

/// <summary>An op on concrete inputs.</summary>
/// <param name="Inputs">Values of the inputs that may keep a gradient.</param>
/// <param name="Record">Records the op on them.</param>
/// <param name="Plain">Element i of the result by the op's formula, in double, from the inputs' values as they stand.</param>
internal sealed record OpExample(Tensor[] Inputs, Func<Tape, Variable[], Variable> Record, Func<int, double> Plain);
