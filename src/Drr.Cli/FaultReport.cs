using System.Text.RegularExpressions;
using OptionSetting = Drr.Agent.Runs.Setting;

namespace Drr.Cli;

/// <summary>A fault as <c>--json</c> writes it; what is not known is left out.</summary>
/// <param name="Error">What is wrong, a line a fault.</param> <param name="ExitCode">See <see cref="Cli.ExitCode"/>.</param>
/// <param name="File">The file of the first fault.</param> <param name="Line">Its line, 1-based.</param>
/// <param name="Setting">The setting or option of the first fault.</param> <param name="Hint">What to do next.</param>
internal sealed partial record FaultReport(
    string Error, int ExitCode, string? File = null, int? Line = null, string? Setting = null, string? Hint = null)
{
    /// <summary>What a message in the form of this program's messages says, by parts.</summary>
    internal static FaultReport Of(string message, int code, string? hint)
    {
        var place = Place().Match(message);
        var named = SettingName().Match(message).Groups["name"];
        var setting = OptionSetting.All.Select(known => known.Path)
            .FirstOrDefault(path => message.Contains($" {path} must be ", StringComparison.Ordinal));
        return new(
            message, code,
            place.Success ? place.Groups["file"].Value : null,
            int.TryParse(place.Groups["line"].Value, out var line) ? line : null,
            setting ?? (named.Success ? named.Value : null),
            hint);
    }

    [GeneratedRegex("^(?<file>[^-:\\n][^:\\n]*[./][^: \\n]*)(:(?<line>[0-9]+))?: ")]
    private static partial Regex Place();

    [GeneratedRegex("no setting '(?<name>[^']*)'|[oO]ption '(?<name>[^']*)'|^(?<name>--?[a-z][a-z-]*)")]
    private static partial Regex SettingName();
}
