using System.Collections;
using System.Text;
using Spectre.Console;

namespace Drr.Cli.Shell;

/// <summary>What the program reads and writes besides files; a test brings its own.</summary>
/// <param name="Out">Results, and nothing else.</param>
/// <param name="Error">Everything that is said along the way.</param>
/// <param name="OutIsTerminal">Whether somebody looks at <paramref name="Out"/>: only then may it carry escapes.</param>
/// <param name="ErrorIsTerminal">The same of <paramref name="Error"/>: only then may it be animated.</param>
/// <param name="Variables">Environment variables.</param>
internal sealed record Terminal(
    TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>The process's own.</summary>
    internal static Terminal OfProcess()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
        var dumb = variables.GetValueOrDefault("TERM") == "dumb";
        return new Terminal(
            Console.Out, new UnheardWriter(Console.Error),
            !Console.IsOutputRedirected && !dumb, !Console.IsErrorRedirected && !dumb, variables);
    }

    /// <summary>A console over <see cref="Out"/>, for tables.</summary>
    internal IAnsiConsole OutConsole(bool color)
    {
        var styled = OutIsTerminal && color && string.IsNullOrEmpty(Variables.GetValueOrDefault("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = styled ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = styled ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Out),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!OutIsTerminal)
        {
            console.Profile.Width = 160; // a file has no width, but a wrapped table is hard to read and to grep
        }

        return console;
    }
}

/// <summary>Ignores failures of the writer beneath: a closed terminal, or a full disk under a log, stops no work.</summary>
internal sealed class UnheardWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // the text is lost, the work goes on
        }
    }
}
