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
    [MemberData(nameof(Protocols))]
    public void No_measure_stands_in_two_tables(EvaluationProtocol protocol)
    {
        var columns = ProtocolColumns.Of(protocol);
        MetricColumn[] all = [.. columns.Shown, .. columns.Found, .. columns.Variety];
        Assert.Equal(all.Length, all.Select(column => column.Name).Distinct().Count());
    }
}
