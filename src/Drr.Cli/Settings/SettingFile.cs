namespace Drr.Cli.Settings;

/// <summary>A settings file to begin with: every value, and above it what it must be.</summary>
internal static class SettingFile
{
    /// <summary>The text, JSON with comments.</summary>
    internal static string Text(IEnumerable<SettingValue> values)
    {
        var lines = new List<string> { "{" };
        AddSection(lines, [.. values], depth: 0);
        lines.Add("}");
        return string.Join('\n', lines) + '\n';
    }

    private static void AddSection(List<string> lines, SettingValue[] values, int depth)
    {
        var indent = new string(' ', 2 * (depth + 1));
        var groups = values.GroupBy(value => value.Path.Split('.')[depth]).ToArray();
        foreach (var group in groups)
        {
            var comma = group == groups[^1] ? "" : ",";
            var first = group.First();
            if (first.Path.Split('.').Length == depth + 1)
            {
                lines.Add($"{indent}// {first.Requirement}");
                lines.Add($"{indent}\"{group.Key}\": {first.Text}{comma}");
            }
            else
            {
                lines.Add($"{indent}\"{group.Key}\": {{");
                AddSection(lines, [.. group], depth + 1);
                lines.Add($"{indent}}}{comma}");
            }
        }
    }
}
