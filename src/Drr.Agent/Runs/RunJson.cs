using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Drr.Agent.Runs;

/// <summary>How settings, metrics and reports are written as JSON: camelCase names, enumerations as words, comments allowed,
/// unknown names refused.</summary>
public static partial class RunJson
{
    /// <summary>Indented, for files that people read.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>One line, for <c>metrics.jsonl</c>.</summary>
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>The fault of a JSON file, as <c>file:line: text</c>.</summary>
    /// <param name="fault">The fault that the JSON reader found.</param> <param name="path">The file.</param>
    /// <param name="firstLine">The file's line, from 1, on which the text that was read begins.</param>
    public static string FaultOf(JsonException fault, string path, int firstLine = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var line = firstLine + (fault.LineNumber ?? 0);
        return Duplicate().Match(fault.Message) is { Success: true } match
            ? $"{path}:{line}: '{match.Groups[1].Value}' appears twice."
            : fault.Path is { Length: > 2 } value
            ? $"{path}:{line}: {value[2..]} is unknown, or its value is of another kind than it should be."
            : $"{path}:{line}: is no JSON from here on, or lacks a value; the file is cut short or was changed.";
    }

    [GeneratedRegex("^Duplicate[^']*'([^']+)'")]
    private static partial Regex Duplicate();

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            AllowDuplicateProperties = false,
            WriteIndented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // titles stay readable; never put into HTML
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
