using System.CommandLine;
using Drr.Agent;
using Drr.Agent.Runs;
using Drr.Cli.Shell;

namespace Drr.Cli.Settings;

/// <summary>The options by which a command takes settings: a preset, a file, single values, flags for a few of them.</summary>
internal sealed class SettingFlags
{
    internal static readonly Named
        Steps = new("--steps", "learning.steps", "environment steps of the run"),
        State = new("--state", "state.module", "state module"),
        Embedding = new("--embedding", "embedding.method", "how users and items become vectors"),
        Protocol = new("--protocol", "split.protocol", "which ratings are held out");

    private readonly Option<string?> _preset =
        new("--preset") { Description = $"start from a named set: {string.Join(", ", Presets.All.Keys)}", HelpName = "name" };

    private readonly Option<string?> _config =
        new("--config") { Description = "JSON file with settings, comments allowed", HelpName = "file" };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "one setting, repeatable: --set learning.discount=0.9",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    private readonly (Option<string?> Flag, string Path)[] _named;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="named">Flags that stand for one setting each.</param>
    internal SettingFlags(Command command, params Named[] named)
    {
        _named = [.. named.Select(n => (n.Option(), n.Path))];
        command.Add(_preset);
        command.Add(_config);
        command.Add(_set);
        foreach (var (flag, _) in _named)
        {
            command.Add(flag);
        }
    }

    /// <summary>Defaults, then preset, file, environment and flags.</summary>
    /// <exception cref="UsageException">A key is unknown or a value out of range; the message lists every fault.</exception>
    internal DrrOptions Resolve(Session session, string? preset = null) =>
        Layers(session, new SettingLayers(), preset).Resolve();

    /// <summary>Where each setting that is not a default is from, by its path.</summary>
    internal IReadOnlyDictionary<string, string> Origins(Session session, string? preset = null) =>
        Layers(session, new SettingLayers(), preset).Origins;

    /// <summary>Every setting with its final value.</summary>
    /// <exception cref="UsageException">As <see cref="Resolve"/>.</exception>
    internal IReadOnlyList<SettingValue> Values(Session session)
    {
        var layers = Layers(session, new SettingLayers(), null);
        layers.Resolve();
        return [.. layers.Values];
    }

    /// <summary>Checks that preset, file, environment and flags change no setting of a run.</summary>
    /// <exception cref="UsageException">They do; the message lists every change.</exception>
    internal void RequireUnchanged(Session session, DrrOptions options) =>
        Layers(session, new SettingLayers(options), null).RequireUnchanged();

    /// <summary>The preset asked for.</summary>
    internal string? PresetName(Session session) => session.Arguments.GetValue(_preset);

    private SettingLayers Layers(Session session, SettingLayers layers, string? preset)
    {
        var arguments = session.Arguments;
        if ((arguments.GetValue(_preset) ?? preset) is { } name)
        {
            layers.AddPreset(name);
        }

        if (arguments.GetValue(_config) is { } file)
        {
            layers.AddFile(file);
        }

        layers.AddEnvironment(session.Terminal.Variables);
        foreach (var assignment in arguments.GetValue(_set)!)
        {
            layers.AddAssignment(assignment);
        }

        foreach (var (flag, path) in _named)
        {
            if (arguments.GetValue(flag) is { } text)
            {
                layers.AddText(path, text, $"{flag.Name} {text}");
            }
        }

        if (arguments.GetValue<string?>(CommonOptions.Seed) is { } seed)
        {
            layers.AddText("seed", seed, $"{CommonOptions.Seed} {seed}");
        }

        return layers;
    }

    /// <summary>A flag that stands for one setting.</summary>
    internal sealed record Named(string Flag, string Path, string Description)
    {
        /// <summary>As a command takes it.</summary>
        internal Option<string?> Option() => new(Flag)
        {
            Description = Setting.All.Single(s => s.Path == Path) is var setting && setting.Type == typeof(string)
                ? Description : $"{Description}: {setting.Requirement}",
            HelpName = "value",
        };
    }
}
