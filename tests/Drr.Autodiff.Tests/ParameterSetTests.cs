using Drr.Tensors;

namespace Drr.Autodiff.Tests;

public sealed class ParameterSetTests
{
    [Fact]
    public void Parameters_lie_side_by_side_in_order_and_keep_their_values_while_the_set_grows()
    {
        var set = new ParameterSet();
        var a = set.Add("a", new(2));
        a.Value.Span[1] = 5;
        var b = set.Add("b", new(2, 2));
        b.Value.Span.Fill(7);
        a.Gradient.Span[0] = 1;
        Assert.Equal((0, 2), (a.Start, b.Start));
        Assert.Equal([0f, 5f, 7f, 7f, 7f, 7f], set.Values);
        Assert.Equal([1f, 0f, 0f, 0f, 0f, 0f], set.Gradients);
        set.ZeroGradients();
        Assert.Equal(0, a.Gradient.Span[0]);
    }

    [Fact]
    public void A_range_is_what_lies_under_its_prefixes()
    {
        var set = ActorCriticState();
        var range = set.Range("state/", "actor/");
        Assert.Equal((0, 5), (range.Start, range.Length));
        range.Values.Fill(2);
        range.Gradients.Fill(3);
        Assert.Equal([2f, 2f, 2f, 2f, 2f, 0f], set.Values);
        Assert.Equal([3f, 3f, 3f, 3f, 3f, 0f], set.Gradients);
        range.ZeroGradients();
        Assert.Equal(new float[6], set.Gradients);
    }

    [Theory]
    [InlineData("state/", "critic/")]
    [InlineData("nobody/")]
    public void A_range_with_others_between_or_of_nothing_is_refused(params string[] prefixes) =>
        Assert.Throws<ArgumentException>(() => ActorCriticState().Range(prefixes));

    [Fact]
    public void A_name_is_taken_once() => Assert.Throws<ArgumentException>(() => ActorCriticState().Add("actor/weight", new(1)));

    [Theory]
    [InlineData("values")]
    [InlineData("frozen")]
    [InlineData("reshaped")]
    [InlineData("range")]
    public void Nothing_is_added_once_the_memory_is_in_use(string use)
    {
        var set = ActorCriticState();
        var parameter = set.Parameters[0];
        _ = use switch
        {
            "values" => set.Values.Length,
            "frozen" => parameter.Frozen.Shape.Length,
            "reshaped" => parameter.Reshape(new(2, 1)).Shape.Length,
            _ => set.Range("actor/").Length,
        };
        Assert.Throws<InvalidOperationException>(() => set.Add("late", new(1)));
    }

    [Fact]
    public void A_frozen_parameter_is_the_same_memory_without_a_gradient()
    {
        var parameter = ActorCriticState().Parameters[1];
        parameter.Value.Span[0] = 9;
        Assert.Equal(9, parameter.Frozen.Value.Span[0]);
        Assert.False(parameter.Frozen.RequiresGradient);
        Assert.Throws<InvalidOperationException>(() => parameter.Frozen.Gradient);
        Assert.Same(parameter.Frozen, parameter.Frozen);
    }

    [Fact]
    public void A_copy_takes_every_value_and_no_gradient()
    {
        ParameterSet source = ActorCriticState(), target = ActorCriticState();
        source.Values.Fill(4);
        source.Gradients.Fill(1);
        target.CopyFrom(source);
        source.Values.Clear();
        Assert.Equal([4f, 4f, 4f, 4f, 4f, 4f], target.Values);
        Assert.Equal(new float[6], target.Gradients);
    }

    [Fact]
    public void A_copy_from_another_layout_is_refused()
    {
        var other = new ParameterSet();
        other.Add("state/weight", new(6));
        Assert.Throws<ArgumentException>(() => ActorCriticState().CopyFrom(other));
    }

    private static ParameterSet ActorCriticState()
    {
        var set = new ParameterSet();
        set.Add("state/weight", new(2));
        set.Add("actor/weight", new(3, 1));
        set.Add("critic/weight", new(1));
        return set;
    }

    [Fact]
    public void A_set_that_shares_values_has_gradients_of_its_own()
    {
        ParameterSet source = new(), twin = new();
        var (ours, theirs) = (source.Add("w", new Shape(2)), twin.Add("w", new Shape(2)));
        twin.ShareValuesOf(source);
        (ours.Value.Span[0], theirs.Gradient.Span[1]) = (3, 4);
        Assert.Equal([3f, 0f], twin.Values);
        Assert.Equal([0f, 0f], source.Gradients);
        Assert.Equal([0f, 4f], twin.Gradients);
        Assert.Throws<InvalidOperationException>(() => source.ShareValuesOf(twin)); // somebody may hold its values
        Assert.Throws<ArgumentException>(() => new ParameterSet().ShareValuesOf(source));
    }
}
