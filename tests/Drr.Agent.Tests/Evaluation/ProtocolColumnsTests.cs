using Drr.Agent.Evaluation;

namespace Drr.Agent.Tests.Evaluation;

public sealed class ProtocolColumnsTests
{
    public static TheoryData<EvaluationProtocol> Protocols => [.. Enum.GetValues<EvaluationProtocol>()];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_protocol_shows_what_its_rows_are_compared_and_its_settings_chosen_by(EvaluationProtocol protocol)
    {
        var columns = ProtocolColumns.Of(protocol);
        Assert.Contains(columns.Leading, columns.Shown);
        Assert.Contains(columns.Choosing, columns.Shown);
    }

    [Theory]
    [InlineData(EvaluationProtocol.Catalogue)]
    [InlineData(EvaluationProtocol.Rerank)]
    public void Every_measure_of_lists_stands_in_a_table(EvaluationProtocol protocol)
    {
        var columns = ProtocolColumns.Of(protocol);
        MetricColumn[] all = [.. columns.Shown, .. columns.Found, .. columns.Variety];
        Assert.Equal(new RankingColumns([5, 10]).Names.Order(), all.Select(column => column.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_measure_stands_in_two_tables(EvaluationProtocol protocol)
    {
        var columns = ProtocolColumns.Of(protocol);
        MetricColumn[] all = [.. columns.Shown, .. columns.Found, .. columns.Variety];
        Assert.Equal(all.Length, all.Select(column => column.Name).Distinct().Count());
    }
}
