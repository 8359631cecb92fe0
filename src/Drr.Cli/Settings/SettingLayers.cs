using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Drr.Agent;
using Drr.Agent.Data.Formats;
using Drr.Agent.Runs;
using Drr.Cli.Shell;
using Drr.Tensors;

namespace Drr.Cli.Settings;

/// <summary>Merges settings from layers, later ones over earlier ones, and remembers where each value came from. Faults are
/// collected, so that one run shows them all.</summary>
internal sealed partial class SettingLayers
{
    private const string EnvironmentPrefix = "DRR_";
    private readonly DrrOptions _start;
    private readonly JsonObject _tree;
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>Layers over the defaults, or over <paramref name="start"/>.</summary>
    internal SettingLayers(DrrOptions? start = null)
    {
        _start = start ?? new DrrOptions();
        _tree = Tree(_start);
    }

    /// <summary>Where each value that is not a default came from, by path.</summary>
    internal IReadOnlyDictionary<string, string> Origins => _origins;

    /// <summary>What was wrong so far, a line each.</summary>
    internal IReadOnlyList<string> Faults => _faults;

    /// <summary>Every setting with its value and where that came from.</summary>
    internal IEnumerable<SettingValue> Values => Setting.All.Select(setting => new SettingValue(
        setting.Path, Leaf(_tree, setting.Path), _origins.GetValueOrDefault(setting.Path, "default"), setting.Requirement));

    /// <summary>A named set of settings.</summary>
    internal SettingLayers AddPreset(string name)
    {
        if (!Presets.All.TryGetValue(name, out var preset))
        {
            var known = string.Join(", ", Presets.All.Keys);
            _faults.Add($"--preset {name}: must be one of {known}{Suggestion.For(name, Presets.All.Keys)}");
            return this;
        }

        var tree = Tree(preset);
        foreach (var setting in Setting.All.Where(s => !JsonNode.DeepEquals(Leaf(tree, s.Path), Leaf(_tree, s.Path))))
        {
            Put(setting, Leaf(tree, setting.Path), $"--preset {name}");
        }

        return this;
    }

    /// <summary>A JSON file in the form of <c>config.json</c>, comments allowed.</summary>
    internal SettingLayers AddFile(string path)
    {
        try
        {
            using var stream = RegularFile.OpenRead(path);
            var node = JsonNode.Parse(stream, documentOptions: new()
            {
                CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
            });
            AddObject(
                node as JsonObject ?? throw new InvalidDataException($"{path}: the file must hold one object, {{ ... }}."),
                "",
                path);
        }
        catch (JsonException fault)
        {
            _faults.Add(RunJson.FaultOf(fault, path));
        }
        catch (Exception fault) when (fault is InvalidDataException or FileNotFoundException)
        {
            _faults.Add(fault.Message);
        }

        return this;
    }

    /// <summary>Variables such as <c>DRR_LEARNING__DISCOUNT</c>; a single underscore may stand between words
    /// (<c>DRR_LEARNING__BATCH_SIZE</c>). An empty one counts as not set.</summary>
    internal SettingLayers AddEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        var ours = variables.Where(v =>
            v.Value.Length > 0 && v.Key.StartsWith(EnvironmentPrefix, StringComparison.Ordinal));
        foreach (var (name, text) in ours.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var words = name[EnvironmentPrefix.Length..];
            var path = words.Replace("__", ".", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
            if (path.Contains('.', StringComparison.Ordinal) || Find(path) is not null) // other DRR_ variables are not settings
            {
                AddText(path.ToLowerInvariant(), text, name);
            }
        }

        return this;
    }

    /// <summary>An argument of <c>--set</c>: <c>path=value</c>.</summary>
    internal SettingLayers AddAssignment(string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            _faults.Add($"--set {assignment}: must be name=value, such as learning.discount=0.9.");
            return this;
        }

        return AddText(assignment[..equals], assignment[(equals + 1)..], $"--set {assignment}");
    }

    /// <summary>One value as text.</summary>
    internal SettingLayers AddText(string path, string text, string origin)
    {
        if (Find(path) is { } setting)
        {
            Put(setting, Parse(setting, text), origin);
        }
        else
        {
            _faults.Add(Unknown(path, origin));
        }

        return this;
    }

    /// <summary>The settings.</summary>
    /// <exception cref="UsageException">Anything was wrong in any layer.</exception>
    internal DrrOptions Resolve()
    {
        var options = _faults.Count == 0 ? _tree.Deserialize<DrrOptions>(RunJson.Indented)! : throw new UsageException(_faults);
        return DatasetReader.FaultsOf(options.Data) is { Count: > 0 } faults ? throw new UsageException(faults) : options;
    }

    /// <summary>Checks that no layer changes the settings of a run that is to be resumed.</summary>
    /// <exception cref="UsageException">One does, or anything was wrong in a layer.</exception>
    internal void RequireUnchanged()
    {
        var options = Resolve();
        string[] changed = [.. Setting.All.Where(s => !Equals(s.ValueIn(options), s.ValueIn(_start))).Select(s =>
            $"{_origins[s.Path]}: the run has {s.Path} {Leaf(Tree(_start), s.Path)}, and a resumed run keeps its settings"
            + (s.Path == "learning.steps" ? " (its schedules span its steps)" : "") + "; for others train anew.")];
        if (changed.Length > 0)
        {
            throw new UsageException(changed);
        }
    }

    private void AddObject(JsonObject section, string prefix, string file)
    {
        foreach (var (name, value) in section)
        {
            var path = prefix + name;
            if (Find(path) is { } setting)
            {
                Put(setting, value?.DeepClone(), file);
            }
            else if (value is JsonObject inner && IsSection(path))
            {
                AddObject(inner, path + ".", file);
            }
            else
            {
                _faults.Add(Unknown(path, file));
            }
        }
    }

    private void Put(Setting setting, JsonNode? value, string origin)
    {
        if (!setting.Accepts(value))
        {
            _faults.Add($"{origin}: {setting.Path} must be {setting.Requirement}, not {value?.ToJsonString() ?? "null"}.");
            return;
        }

        var parts = setting.Path.Split('.');
        var section = parts[..^1].Aggregate(_tree, (node, name) => node[name]!.AsObject());
        section[parts[^1]] = value?.DeepClone();
        _origins[setting.Path] = origin;
    }

    private static JsonNode? Parse(Setting setting, string text)
    {
        if (setting.Type.IsEnum || setting.Type == typeof(string))
        {
            return JsonValue.Create(text);
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return NumberWithoutZero().IsMatch(text)
                ? JsonValue.Create(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
                : JsonValue.Create(text); // not a number: Put rejects it with a message that quotes it
        }
    }

    // JSON wants 0.9 where people write .9.
    [GeneratedRegex(@"^-?\.[0-9]+$")]
    private static partial Regex NumberWithoutZero();

    private static string Unknown(string path, string origin) =>
        $"{origin}: no setting '{path}'{Suggestion.For(path, Setting.All.Select(s => s.Path))}";

    private static Setting? Find(string path) =>
        Setting.All.FirstOrDefault(s => s.Path.Equals(path, StringComparison.OrdinalIgnoreCase));

    private static bool IsSection(string path) =>
        Setting.All.Any(s => s.Path.StartsWith(path + ".", StringComparison.OrdinalIgnoreCase));

    private static JsonObject Tree(DrrOptions options) => JsonSerializer.SerializeToNode(options, RunJson.Indented)!.AsObject();

    private static JsonNode? Leaf(JsonObject tree, string path) =>
        path.Split('.').Aggregate((JsonNode?)tree, (node, name) => node![name]);
}

/// <summary>A setting as it was resolved.</summary>
/// <param name="Path">Such as <c>learning.discount</c>.</param> <param name="Value">What it is.</param>
/// <param name="Origin">The preset, file, variable or flag that it is from, or <c>default</c>.</param>
/// <param name="Requirement">What it must be.</param>
internal sealed record SettingValue(string Path, JsonNode? Value, string Origin, string Requirement)
{
    /// <summary>The value as JSON.</summary>
    internal string Text => Value?.ToJsonString() ?? "null";
}
