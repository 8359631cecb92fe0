using System.CommandLine;
using System.CommandLine.Parsing;
using static System.FormattableString;

namespace Drr.Cli;

/// <summary>Turns the parser's complaints into ours: every one of them, with the word that was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>One line a fault and a last one that leads to the help; empty if the command line is right.</summary>
    internal static IReadOnlyList<string> In(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return [];
        }

        var chain = Chain(parsed).ToArray();
        string[] unknown = [.. parsed.UnmatchedTokens];
        if (unknown.Length > 0 && !IsOption(unknown[0]) && chain[0].Subcommands.Count > 0)
        {
            unknown = unknown[..1]; // what follows a mistyped command is its own
        }
        else if (Array.Exists(unknown, IsOption))
        {
            unknown = Array.FindAll(unknown, IsOption); // what follows a mistyped option is its value
        }

        var options = chain.SelectMany(c => c.Options.Where(o => o.Recursive || c == chain[0]));
        string[] known = [.. options.SelectMany(o => o.Aliases.Append(o.Name)), .. chain[0].Subcommands.Select(c => c.Name)];
        var faults = unknown.Length > 0
            ? unknown.Select(word => $"unknown {(IsOption(word) ? "option" : "word")} '{word}'{Suggestion.For(word, known)}")
            : parsed.Errors.Select(Text);
        var command = string.Join(' ', chain.Reverse().Select(c => c is RootCommand ? "drr" : c.Name));
        return [.. faults, $"See {command} --help."];
    }

    // The library names the type that a word cannot be turned into.
    private static string Text(ParseError error)
    {
        var (name, type) = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType),
            _ => ("", typeof(string)),
        };
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!error.Message.StartsWith("Cannot parse", StringComparison.Ordinal))
        {
            return error.Message;
        }

        var word = string.Join(' ', error.SymbolResult!.Tokens.Select(token => token.Value));
        var required = type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
            : type == typeof(int) ? Invariant($"a whole number up to {int.MaxValue}")
            : "a number";
        return $"{name} {word}: must be {required}.";
    }

    private static bool IsOption(string word) => word.StartsWith('-');

    /// <summary>The command that was called, and those above it.</summary>
    private static IEnumerable<Command> Chain(ParseResult parsed)
    {
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
        {
            yield return result.Command;
        }
    }
}
