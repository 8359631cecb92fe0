using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Drr.Agent.Runs;

/// <summary>The form of a settings file as JSON Schema, for editors that complete and check it.</summary>
public static class SettingSchema
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>Every setting with its meaning, type, range and default; other names are not allowed.</summary>
    public static JsonObject Create()
    {
        var root = Section();
        foreach (var setting in Setting.All)
        {
            var names = setting.Path.Split('.');
            var section = names[..^1].Aggregate(root, (above, name) => Within(above, name));
            section["properties"]![names[^1]] = Value(setting);
        }

        root.Insert(0, "$schema", Draft);
        return root;
    }

    private static JsonObject Section() =>
        new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject() };

    private static JsonObject Within(JsonObject above, string name)
    {
        var properties = above["properties"]!.AsObject();
        if (!properties.ContainsKey(name))
        {
            properties[name] = Section();
        }

        return properties[name]!.AsObject();
    }

    private static JsonObject Value(Setting setting)
    {
        var schema = new JsonObject { ["description"] = $"{setting.Meaning} Must be {setting.Requirement}.".TrimStart() };
        if (setting.Type.IsEnum)
        {
            var words = Enum.GetNames(setting.Type).Select(JsonNamingPolicy.CamelCase.ConvertName);
            schema["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        }
        else if (setting.Type == typeof(string))
        {
            schema["type"] = new JsonArray("string", "null");
        }
        else
        {
            schema["type"] = setting.Type == typeof(bool) ? "boolean"
                : setting.Type == typeof(float) || setting.Type == typeof(double) ? "number" : "integer";
            AddBounds(schema, setting);
        }

        schema["default"] = JsonSerializer.SerializeToNode(setting.ValueIn(new DrrOptions()), RunJson.Line);
        return schema;
    }

    private static void AddBounds(JsonObject schema, Setting setting)
    {
        if (setting.Range is { } range)
        {
            schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
            schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
        }
        else if (setting.Type == typeof(ulong))
        {
            schema["minimum"] = 0;
        }
    }

    private static double Number(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);
}
