using Drr.Autodiff.Ops;
using Drr.Tensors;

namespace Drr.Autodiff.Tests.Ops;

/// <summary>Shapes that do not fit are refused when recorded, not when run.</summary>
public sealed class RejectionTests
{
    internal static readonly Dictionary<string, Func<Tape, Variable>> Calls = new()
    {
        ["MatMul of 3 columns with 4 rows"] = tape => tape.MatMul(Of(2, 3), Of(4, 5)),
        ["MatMul with a vector"] = tape => tape.MatMul(Of(2, 3), Of(3)),
        ["Affine with a bias of another length"] = tape => tape.Affine([Of(2, 3)], Of(3, 5), Of(4)),
        ["Affine with a bias of one row"] = tape => tape.Affine([Of(2, 3)], Of(3, 5), Of(1, 5)),
        ["Affine of inputs of other rows"] = tape => tape.Affine([Of(2, 3), Of(4, 3)], Of(6, 5), Of(5)),
        ["Affine of inputs wider than the weights"] = tape => tape.Affine([Of(2, 3), Of(2, 3)], Of(3, 5), Of(5)),
        ["Add of a column to a vector"] = tape => tape.Add(Of(4), Of(4, 1)),
        ["Multiply by a scalar"] = tape => tape.Multiply(Of(4), Of(1)),
        ["Minimum of a column and a vector"] = tape => tape.Minimum(Of(4, 1), Of(4)),
        ["Mean of nothing"] = tape => tape.Mean(Of(0)),
        ["RowDot of two widths"] = tape => tape.RowDot(Of(2, 3), Of(2, 4)),
        ["RowDot of two batches"] = tape => tape.RowDot(Of(2, 5, 3), Of(3, 3)),
        ["RowDot of two vectors"] = tape => tape.RowDot(Of(3), Of(3)),
        ["RowDot of four extents"] = tape => tape.RowDot(Of(2, 5, 3, 3), Of(2, 3)),
        ["RepeatRows zero times"] = tape => tape.RepeatRows(Of(2, 3), 0),
        ["UnitRows of length 0"] = tape => tape.UnitRows(Of(2, 3), 0),
        ["UnitRows without epsilon"] = tape => tape.UnitRows(Of(2, 3), 1, 0),
        ["GatherSum with weights for other places"] = tape => tape.GatherSum(Tape.Input(new(9, 3)), new int[10], Of(4), 2),
        ["GatherSum with weights of another batch"] = tape => tape.GatherSum(Tape.Input(new(9, 3)), new int[10], Of(3, 5), 2),
        ["GatherSum of a history and a half"] = tape => tape.GatherSum(Tape.Input(new(9, 3)), new int[15], Of(7), 2),
        ["GatherSum from a table that keeps a gradient"] = tape => tape.GatherSum(Of(9, 3), new int[10], Of(5), 2),
        ["ScaleSlots with a column of weights"] = tape => tape.ScaleSlots(Of(2, 5, 3), Of(10, 1)),
        ["PairwiseProducts of one slot"] = tape => tape.PairwiseProducts(Of(2, 1, 3)),
        ["PairwiseProducts of a matrix"] = tape => tape.PairwiseProducts(Of(2, 3)),
        ["WeightedSquaredError of a column and a vector"] =
            tape => tape.WeightedSquaredError(Of(4, 1), Tape.Input(new(4)), Tape.Input(new(4))),
        ["WeightedSquaredError of nothing"] = tape => tape.WeightedSquaredError(Of(0), Tape.Input(new(0)), Tape.Input(new(0))),
        ["WeightedSquaredError with a target that keeps a gradient"] =
            tape => tape.WeightedSquaredError(Of(4), Of(4), Tape.Input(new(4))),
        ["WeightedSquaredError with weights that keep one"] = tape => tape.WeightedSquaredError(Of(4), Tape.Input(new(4)), Of(4)),
        ["SoftmaxCrossEntropy of other classes"] = tape => tape.SoftmaxCrossEntropy(Of(4, 3), Tape.Input(new(4, 2))),
        ["SoftmaxCrossEntropy of nothing"] = tape => tape.SoftmaxCrossEntropy(Of(0, 3), Tape.Input(new(0, 3))),
        ["SoftmaxCrossEntropy with a target that keeps a gradient"] = tape => tape.SoftmaxCrossEntropy(Of(4, 3), Of(4, 3)),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Is_an_argument_fault_when_recorded(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => Calls[name](new Tape()));

    [Fact]
    public void The_message_names_the_operand_and_both_shapes()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Tape().MatMul(Of(2, 3), Of(4, 5)));
        Assert.StartsWith("weight has shape [4, 5], needed [3, 5].", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    public void An_index_outside_the_table_is_refused_when_run(int index)
    {
        var tape = new Tape();
        var indices = new int[1];
        tape.Gather(Of(3, 2), indices);
        tape.Forward();
        indices[0] = index;
        Assert.Throws<ArgumentOutOfRangeException>(tape.Forward);
    }

    private static Variable Of(params int[] extents) => new Tensor(extents.Length switch
    {
        1 => new Shape(extents[0]),
        2 => new Shape(extents[0], extents[1]),
        3 => new Shape(extents[0], extents[1], extents[2]),
        _ => new Shape(extents[0], extents[1], extents[2], extents[3]),
    }).Kept();
}
