using System.CommandLine;
using System.CommandLine.Parsing;
using static System.FormattableString;

namespace Drr.Cli.Shell;

/// <summary>Rewrites all of the parser's errors as this program's messages, with the word that was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>One line per fault, and a last one that points to the help; empty if the command line is right.</summary>
    internal static IReadOnlyList<string> In(ParseResult parsed)
    {
        string[] empty = [.. Empty(parsed)];
        if (parsed.Errors.Count == 0 && empty.Length == 0)
        {
            return [];
        }

        var chain = Chain(parsed).ToArray();
        string[] unknown = [.. parsed.UnmatchedTokens];
        if (unknown.Length > 0 && !IsOption(unknown[0]) && chain[0].Subcommands.Count > 0)
        {
            unknown = unknown[..1]; // the words after a mistyped command belong to it
        }
        else if (Array.Exists(unknown, IsOption))
        {
            unknown = Array.FindAll(unknown, IsOption); // the words after a mistyped option are its values
        }

        var options = chain.SelectMany(c => c.Options.Where(o => o.Recursive || c == chain[0]));
        string[] known = [.. options.SelectMany(o => o.Aliases.Append(o.Name)), .. chain[0].Subcommands.Select(c => c.Name)];
        var faults = unknown.Length > 0
            ? unknown.Select(word => $"unknown {(IsOption(word) ? "option" : "word")} '{word}'{Suggestion.For(word, known)}")
            : parsed.Errors.Select(Text).Concat(empty);
        var command = string.Join(' ', chain.Reverse().Select(c => c is RootCommand ? "drr" : c.Name));
        return [.. faults, $"See {command} --help."];
    }

    // The library's messages name its own types, and list allowed values over several lines.
    private static string Text(ParseError error)
    {
        var (name, type) = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType),
            ArgumentResult argument => ($"<{argument.Argument.Name}>", argument.Argument.ValueType),
            _ => ("", typeof(string)),
        };
        var (message, word) = (error.Message, string.Join(' ', error.SymbolResult?.Tokens.Select(token => token.Value) ?? []));
        return message switch
        {
            _ when Says("Cannot parse") => $"{name} {word}: must be {Required(Nullable.GetUnderlyingType(type) ?? type)}.",
            _ when Says("Required command") && error.SymbolResult is CommandResult { Command.Subcommands: var commands } =>
                $"a command must follow, one of {string.Join(", ", commands.Select(command => command.Name))}.",
            _ when Says("Required argument") && error.SymbolResult is CommandResult { Command.Arguments: var arguments } =>
                $"{string.Join(' ', arguments.Select(argument => $"<{argument.Name}>"))} is missing.",
            _ when Says("Required argument") => $"{name}: a value is missing.",
            _ when Says("Argument '") && message.Split('\'') is { Length: > 3 } parts => Choice(name, parts),
            _ when message.Contains("expects a single argument", StringComparison.Ordinal) => $"{name}: must be given once.",
            _ => message,
        };

        bool Says(string start) => message.StartsWith(start, StringComparison.Ordinal);
    }

    private static string Required(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(int) ? Invariant($"a whole number up to {int.MaxValue}")
        : "a number";

    // The quoted words of the library's message: the value given, then the values allowed.
    private static string Choice(string name, string[] parts)
    {
        var (given, allowed) = (parts[1], parts.Where((_, i) => i % 2 == 1).Skip(1).ToArray());
        return $"{name} {given}: must be one of {string.Join(", ", allowed)}{Suggestion.For(given, allowed)}";
    }

    private static IEnumerable<string> Empty(ParseResult parsed) =>
        from result in parsed.CommandResult.Children
        where result.Tokens.Any(token => token.Value.Length == 0)
        select result is OptionResult option ? $"{option.Option.Name}: a value is missing."
            : $"<{((ArgumentResult)result).Argument.Name}>: a value is missing.";

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

/// <summary>The command line or a setting is wrong; every fault that was found is a line of the message.</summary>
internal sealed class UsageException(params IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Calls code that gets the user's arguments as they are: an argument that it refuses is a usage error.</summary>
    internal static T For<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(FaultText.Of(fault));
        }
    }
}

/// <summary>"Did you mean": the known word closest to a mistyped one.</summary>
internal static class Suggestion
{
    /// <summary>The nearest of <paramref name="known"/> as "; did you mean x?", or nothing if more than a third of its letters
    /// differ.</summary>
    internal static string For(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known
            .Select(candidate => (candidate, Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, nearest.Length / 3) ? $"; did you mean {nearest}?" : "";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn <paramref name="a"/> into
    /// <paramref name="b"/> (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                        cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
