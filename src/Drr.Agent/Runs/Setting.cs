using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Drr.Agent.Runs;

/// <summary>One value of <see cref="DrrOptions"/>, such as <c>learning.discount</c>: its place and its range. The
/// list of all settings is read from the option records and their <see cref="RangeAttribute"/>s, so an option
/// needs no entry elsewhere.</summary>
public sealed class Setting
{
    private readonly PropertyInfo[] _steps; // from DrrOptions down to the value

    private Setting(PropertyInfo[] steps)
    {
        _steps = steps;
        Path = string.Join('.', steps.Select(s => JsonNamingPolicy.CamelCase.ConvertName(s.Name)));
        Range = steps[^1].GetCustomAttribute<RangeAttribute>();
    }

    /// <summary>Every setting, in the order of the flow.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Find(typeof(DrrOptions), [])];

    /// <summary>The names in the JSON form, joined by dots.</summary>
    public string Path { get; }

    /// <summary>The type of the value.</summary>
    public Type Type => _steps[^1].PropertyType;

    /// <summary>What the value means, with its unit and, where it is not this project's own, its source.</summary>
    public string Meaning => SettingText.Of(_steps[^1]);

    /// <summary>What the value must be, to follow "must be".</summary>
    public string Requirement => Kind() + Bounds();

    internal RangeAttribute? Range { get; }

    /// <summary>The value in <paramref name="options"/>.</summary>
    public object? ValueIn(DrrOptions options) => _steps.Aggregate((object?)options, (value, step) => step.GetValue(value));

    /// <summary>Whether <paramref name="node"/> is a value of this setting's type and range.</summary>
    public bool Accepts(JsonNode? node)
    {
        try
        {
            return InRange(node.Deserialize(Type, RunJson.Line));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What is wrong with <paramref name="options"/>: one line a value out of range; empty if nothing is.</summary>
    public static IReadOnlyList<string> Faults(DrrOptions options) =>
        [.. from setting in All
            let value = setting.ValueIn(options)
            where !setting.InRange(value)
            select FormattableString.Invariant($"{setting.Path} = {value}: must be {setting.Requirement}.")];

    private bool InRange(object? value) => Type.IsEnum ? Enum.IsDefined(Type, value!) : Range?.IsValid(value) ?? true;

    private string Kind() => Type switch
    {
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(Type).Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ when Type == typeof(string) => "a text",
        _ when Type == typeof(bool) => "true or false",
        _ when Type == typeof(float) || Type == typeof(double) => "a number",
        _ when Type == typeof(ulong) => "a whole number, 0 or more",
        _ => "a whole number",
    };

    private string Bounds()
    {
        if (Range is null)
        {
            return "";
        }

        var least = Convert.ToDouble(Range.Minimum, CultureInfo.InvariantCulture);
        var most = Convert.ToDouble(Range.Maximum, CultureInfo.InvariantCulture);
        return most >= int.MaxValue
            ? FormattableString.Invariant($", {(Range.MinimumIsExclusive ? $"above {least}" : $"{least} or more")}")
            : FormattableString.Invariant(
                $" in {(Range.MinimumIsExclusive ? '(' : '[')}{least}, {most}{(Range.MaximumIsExclusive ? ')' : ']')}");
    }

    private static IEnumerable<Setting> Find(Type type, PropertyInfo[] above) =>
        type.GetProperties().Where(p => p.CanWrite).SelectMany(property =>
            property.PropertyType is { IsClass: true } section && section != typeof(string)
                ? Find(section, [.. above, property])
                : [new Setting([.. above, property])]);
}

/// <summary>The documentation of options: the summaries in the XML file that the compiler writes. So a setting's meaning, unit
/// and source are written in one place.</summary>
internal static partial class SettingText
{
    private static readonly Lazy<Dictionary<string, string>> s_summaries = new(Load);

    /// <summary>The summary of an option; empty where the XML file lies neither beside the program nor in it.</summary>
    internal static string Of(PropertyInfo option) =>
        s_summaries.Value.GetValueOrDefault($"P:{option.DeclaringType!.FullName}.{option.Name}", "");

    private static Dictionary<string, string> Load()
    {
        var name = $"{typeof(SettingText).Assembly.GetName().Name}.xml";
        var file = Path.Combine(AppContext.BaseDirectory, name);
        using var text = File.Exists(file)
            ? File.OpenRead(file)
            : Assembly.GetEntryAssembly()?.GetManifestResourceStream(name); // a program of one file has nothing beside it
        return text is null ? [] : XDocument.Load(text).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(
                member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!), StringComparer.Ordinal);
    }

    private static string Text(XElement summary)
    {
        var words = summary.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1], // the name of the thing
            XElement element => element.Value,
            _ => "",
        });
        return Spaces().Replace(string.Concat(words), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
