using System.CommandLine;

namespace Drr.Cli;

/// <summary>Turns the parser's complaints into ours: every one of them, with the word that was probably meant.</summary>
internal static class UsageErrors
{
    internal static IReadOnlyList<string> In(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return [];
        }

        var command = parsed.CommandResult.Command;
        string[] known = [.. Options(parsed).SelectMany(o => o.Aliases.Append(o.Name)), .. command.Subcommands.Select(c => c.Name)];
        string[] unknown = [.. parsed.UnmatchedTokens];
        if (Array.Exists(unknown, token => token.StartsWith('-')))
        {
            unknown = Array.FindAll(unknown, token => token.StartsWith('-')); // what follows a mistyped option is its value
        }

        var faults = unknown.Select(token => $"unknown {(token.StartsWith('-') ? "option" : "word")} '{token}'{Suggestion.For(token, known)}");
        var others = parsed.Errors.Select(e => e.Message).Where(m => !parsed.UnmatchedTokens.Any(token => m.Contains($"'{token}'", StringComparison.Ordinal)));
        return [.. faults, .. unknown.Length > 0 ? [] : others, $"See {Path(parsed)} --help."];
    }

    /// <summary>The command as typed, such as <c>drr data stats</c>.</summary>
    private static string Path(ParseResult parsed) => string.Join(' ', Chain(parsed).Reverse().Select(c => c is RootCommand ? "drr" : c.Name));

    private static IEnumerable<Option> Options(ParseResult parsed) =>
        Chain(parsed).SelectMany(c => c.Options.Where(o => o.Recursive || c == parsed.CommandResult.Command));

    private static IEnumerable<Command> Chain(ParseResult parsed)
    {
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            yield return result.Command;
        }
    }
}
