using Drr.Analysis.Reports;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Shell;

public sealed class PrinterTests
{
    private static readonly ReportTable s_table = new(
        "", ["", "P@5", "NDCG@5", "lead", "films"],
        [
            ["DRR-ave corrected", new Cell(".5210", .521), new Cell(".5321", .5321), "", 278],
            ["random", new Cell(".0402", .0402), new Cell(".0393", .0393), new Cell("+.4440*", .444), 3570],
        ]);

    [Theory]
    [InlineData(80, 6)]
    [InlineData(46, 7)] // a name takes two lines
    [InlineData(20, 7)] // the terminal breaks the lines
    public void On_a_narrow_terminal_no_number_and_no_word_is_cut(int width, int lines)
    {
        using var writer = new StringWriter();
        var console = new Terminal(writer, writer, true, true, new Dictionary<string, string>()).OutConsole(color: false);
        console.Profile.Width = width;
        new Printer(writer, console).Table(s_table);
        var text = writer.ToString();
        string[] cells = ["corrected", "random", "NDCG@5", ".5210", ".5321", "+.4440*", "3,570"];
        Assert.All(cells, cell => Assert.Contains(cell, text, StringComparison.Ordinal));
        Assert.Equal(lines, text.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(width, console.Profile.Width);
    }
}
