using System.Text.RegularExpressions;
using OptionSetting = Drr.Agent.Runs.Setting;

namespace Drr.Cli.Shell;

/// <summary>A fault as <c>--json</c> writes it; what is not known is left out.</summary>
/// <param name="Error">What is wrong, a line for each fault.</param>
/// <param name="ExitCode">See <see cref="Shell.ExitCode"/>.</param>
/// <param name="File">The file of the first fault.</param> <param name="Line">Its line, 1-based.</param>
/// <param name="Setting">The setting or option of the first fault.</param> <param name="Hint">What to do next.</param>
internal sealed partial record FaultReport(
    string Error, int ExitCode, string? File = null, int? Line = null, string? Setting = null, string? Hint = null)
{
    /// <summary>Takes file, line and setting out of one of this program's messages.</summary>
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

/// <summary>What a user is told of an exception: the message itself where this program wrote it, a plainer one in place of what
/// .NET says of files and of its own types.</summary>
internal static partial class FaultText
{
    private const int PlainIo = unchecked((int)0x80131620); // the code of an IOException that this program threw

    private const int DiskFull = 28, DiskFullOnWindows = unchecked((int)0x80070070); // ENOSPC, ERROR_DISK_FULL

    private const string NotMeant = "This should not have happened: it is a bug in drr, not a fault of what was given.";

    internal static string Of(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Of(first), // of work on several cores
        OperationCanceledException => "Interrupted.",
        FileNotFoundException { FileName: { Length: > 0 } file } => $"{file}: there is no such file.",
        DirectoryNotFoundException when PathIn(fault) is { } path => $"{path}: its folder does not exist.",
        UnauthorizedAccessException when PathIn(fault) is { } path => $"{path}: may not be read or written by this user.",
        IOException { HResult: DiskFull or DiskFullOnWindows } => $"No space left on the disk{For(PathIn(fault))}.",
        IOException { HResult: not PlainIo } when PathIn(fault) is { } path =>
            $"{path}: cannot be read or written: the file is in use, or the disk damaged.",
        OutOfMemoryException => "There is not enough memory for this; take less data or smaller settings.",
        ArgumentOutOfRangeException or IndexOutOfRangeException or NullReferenceException or InvalidCastException
            or KeyNotFoundException or FormatException or OverflowException or ArithmeticException =>
            NotMeant,
        UnauthorizedAccessException => "The output cannot be written: it is closed, or this user may not write there.",
        IOException when !IsOurs(fault) => "The output or a file cannot be written or read: it is closed, or the disk damaged.",
        _ when !IsOurs(fault) => NotMeant,
        ArgumentException argument =>
            argument.Message.Replace($" (Parameter '{argument.ParamName}')", "", StringComparison.Ordinal),
        _ => fault.Message,
    };

    // The assembly that threw an exception tells who wrote its message.
    private static bool IsOurs(Exception fault) =>
        fault.Source is null or "drr" || fault.Source.StartsWith("Drr.", StringComparison.Ordinal);

    private static string For(string? path) => path is null ? "" : $" for {path}";

    // .NET puts paths in quotes; this program's messages do not.
    private static string? PathIn(Exception fault) =>
        QuotedPath().Match(fault.Message) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("(?:path|file| :) '([^']+)'")]
    private static partial Regex QuotedPath();
}
