using System.Text.Json.Nodes;

namespace Drr.Cli.Settings;

/// <summary>A setting as it was resolved.</summary>
/// <param name="Path">Such as <c>learning.discount</c>.</param> <param name="Value">What it is.</param>
/// <param name="Origin">The preset, file, variable or flag that it is from, or <c>default</c>.</param>
/// <param name="Requirement">What it must be.</param>
internal sealed record SettingValue(string Path, JsonNode? Value, string Origin, string Requirement)
{
    /// <summary>The value as JSON.</summary>
    internal string Text => Value?.ToJsonString() ?? "null";
}
