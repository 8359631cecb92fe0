using System.CommandLine;

namespace Drr.Cli;

/// <summary>The options that every command has.</summary>
internal static class CommonOptions
{
    internal const string Json = "--json", Quiet = "--quiet", Verbose = "--verbose", Seed = "--seed", NoColor = "--no-color";

    internal static void AddTo(RootCommand root)
    {
        root.Add(new Option<bool>(Json) { Description = "write the result as JSON", Recursive = true });
        root.Add(new Option<bool>(Quiet, "-q") { Description = "say nothing but the result and errors", Recursive = true });
        root.Add(new Option<bool>(Verbose, "-v") { Description = "show where an error came from", Recursive = true });
        root.Add(new Option<string?>(Seed) { Description = "seed of every random choice", Recursive = true });
        root.Add(new Option<bool>(NoColor) { Description = "no colours, as with NO_COLOR", Recursive = true });
    }
}
