using Drr.Autodiff.Ops;
using Drr.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Drr.Autodiff.Tests.Ops;

/// <summary>What holds for every row of <see cref="OpTable"/>, at sizes and values that FsCheck draws.</summary>
public sealed class OpTests
{
    public static TheoryData<string> Rows => [.. OpTable.Rows.Select(row => row.Name)];

    [Theory, MemberData(nameof(Rows))]
    public void Forward_computes_the_formula(string row) => ForExamplesOf(row, example =>
    {
        var tape = new Tape();
        var result = example.Record(tape, [.. example.Inputs.Select(x => Tape.Constant(x))]);
        result.Value.Span.Fill(float.NaN); // forward overwrites
        tape.Forward();
        for (var i = 0; i < result.Shape.Length; i++)
        {
            Assert.Equal(example.Plain(i), result.Value.Span[i], 1e-5);
        }
    });

    [Theory, MemberData(nameof(Rows))]
    public void Backward_agrees_with_differences(string row) => ForExamplesOf(row, example =>
    {
        Variable[] inputs = [.. example.Inputs.Select(x => x.Kept())];
        GradientCheck.MustAgree(tape => example.Record(tape, inputs), inputs);
    });

    [Theory, MemberData(nameof(Rows))]
    public void Backward_adds_to_the_gradients(string row) => ForExamplesOf(row, example =>
    {
        var fromZero = Gradients(example, _ => true, start: 0);
        var fromThree = Gradients(example, _ => true, start: 3);
        foreach (var (zero, three) in fromZero.Zip(fromThree))
        {
            for (var i = 0; i < zero!.Length; i++)
            {
                Assert.Equal(zero[i] + 3, three![i], 1e-5f);
            }
        }
    });

    [Theory, MemberData(nameof(Rows))]
    public void An_input_gets_the_same_gradient_bits_whether_or_not_others_keep_one(string row) => ForExamplesOf(row, example =>
    {
        var all = Gradients(example, _ => true, start: 0);
        for (var kept = 0; kept < example.Inputs.Length; kept++)
        {
            var alone = Gradients(example, i => i == kept, start: 0)[kept];
            Assert.Equal(Values.Bits(all[kept]), Values.Bits(alone));
        }
    });

    [Theory, MemberData(nameof(Rows))]
    public void Of_constants_the_result_is_a_constant(string row) => ForExamplesOf(row, example =>
        Assert.False(example.Record(new Tape(), [.. example.Inputs.Select(x => Tape.Constant(x))]).RequiresGradient));

    [Theory, MemberData(nameof(Rows))]
    public void An_input_used_twice_gets_the_gradients_of_both_uses(string row) => ForExamplesOf(row, example =>
    {
        Variable[] inputs = [.. example.Inputs.Select(x => x.Kept())];
        GradientCheck.MustAgree(tape => tape.Add(example.Record(tape, inputs), example.Record(tape, inputs)), inputs);
    });

    [Theory, MemberData(nameof(Rows))]
    public void A_warm_replay_has_the_same_bits_and_allocates_nothing(string row) => ForExamplesOf(row, example =>
    {
        var tape = new Tape();
        Variable[] inputs = [.. example.Inputs.Select(x => x.Kept())];
        var result = example.Record(tape, inputs);
        var weights = Enumerable.Repeat(0.5f, result.Shape.Length).ToArray();
        var first = Replay();
        var before = GC.GetAllocatedBytesForCurrentThread();
        tape.Forward();
        tape.Backward(result, weights);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(first, Replay());

        int[][] Replay()
        {
            Array.ForEach(inputs, x => x.Gradient.Span.Clear());
            tape.Forward();
            tape.Backward(result, weights);
            return [result.Value.Bits(), .. inputs.Select(x => x.Gradient.Bits())];
        }
    });

    private static float[]?[] Gradients(OpExample example, Func<int, bool> keeps, float start)
    {
        var tape = new Tape();
        Variable[] inputs = [.. example.Inputs.Select((x, i) => keeps(i) ? x.Kept() : Tape.Constant(x))];
        var result = example.Record(tape, inputs);
        foreach (var input in inputs.Where(x => x.RequiresGradient))
        {
            input.Gradient.Span.Fill(start);
        }

        tape.Forward();
        tape.Backward(result, [.. Enumerable.Range(0, result.Shape.Length).Select(i => (float)Math.Cos(i))]);
        return [.. inputs.Select(x => x.RequiresGradient ? x.Gradient.Span.ToArray() : null)];
    }

    private static void ForExamplesOf(string name, Action<OpExample> holds)
    {
        var row = OpTable.Rows.Single(r => r.Name == name);
        var size = Gen.Choose(1, 5);
        var draws = from b in size from n in size from k in Gen.Choose(1, 9) from m in size
                    from seed in Gen.Choose(0, int.MaxValue)
                    select (Sizes: new Sizes(b, n, k, m), Seed: (ulong)seed);
        var property = Prop.ForAll(draws.ToArbitrary(), draw => holds(row.Draw(draw.Sizes, new Rng(draw.Seed))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true), property);
    }
}
