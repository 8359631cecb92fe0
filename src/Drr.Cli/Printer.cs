using Spectre.Console;
using static System.FormattableString;

namespace Drr.Cli;

/// <summary>Writes a result for people: lines as they are, tables fitted to the terminal.</summary>
internal sealed class Printer(TextWriter output, IAnsiConsole console)
{
    /// <summary>For the row that matters; plain where escapes are unwanted, since the library would set colours another way.</summary>
    internal Style Strong => console.Profile.Capabilities.Ansi ? new Style(decoration: Decoration.Bold) : Style.Plain;

    /// <summary>A p-value; what would print as zero is given as a bound.</summary>
    internal static string Probability(double p) => p < 0.0001 ? "< 0.0001" : Invariant($"{p:0.0000}");

    internal void Line(string text = "") => output.WriteLine(text);

    internal void Table(Table table) => console.Write(table);
}
