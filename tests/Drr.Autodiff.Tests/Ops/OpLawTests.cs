using System.Reflection;
using Drr.Autodiff.Ops;

namespace Drr.Autodiff.Tests.Ops;

/// <summary>The table leaves no op out.</summary>
public sealed class OpLawTests
{
    private static readonly MethodInfo[] Methods =
        typeof(TapeOps).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static readonly string[] Names = [.. Methods.Select(method => method.Name).Order()];

    [Fact]
    public void Every_op_has_a_row() => Assert.Equal(Names, OpTable.Rows.Select(row => row.Op).Distinct().Order());

    [Fact]
    public void No_op_is_overloaded_so_that_a_name_says_which_one_a_row_checks() => Assert.Distinct(Names);

    [Fact]
    public void Every_op_on_two_variables_or_more_has_a_rejected_call() =>
        Assert.Empty(Methods.Where(method => method.GetParameters().Count(p => p.ParameterType == typeof(Variable)) > 1)
            .Select(method => method.Name)
            .Except(RejectionTests.Calls.Keys.Select(name => name.Split(' ')[0])));
}
