using Spectre.Console;

namespace Drr.Cli;

/// <summary>Writes a result for people: lines as they are, tables fitted to the terminal.</summary>
internal sealed class Printer(TextWriter output, IAnsiConsole console)
{
    internal void Line(string text = "") => output.WriteLine(text);

    internal void Table(Table table) => console.Write(table);
}
