using System.Text.Json;
using Drr.Tensors;

namespace Drr.Agent.Policies;

public sealed partial class ActorCritic
{
    /// <summary>Put before the names of the weights in a checkpoint.</summary>
    internal const string NetworksPrefix = "networks/";

    private const string SettingPrefix = "setting/";

    /// <summary>The settings that the weights' shapes depend on, by path.</summary>
    private (string Path, int Value, Func<int, string> Word)[] Settings =>
    [
        ("embedding.size", Embeddings.Size, Number),
        ("environment.historyLength", HistoryLength, Number),
        ("state.module", (int)_state.Module, Word<States.StateModuleKind>),
        ("state.weights", (int)_state.Weights, Word<States.SlotWeights>),
        ("policy.hidden", _policy.Hidden, Number),
        ("policy.actorForm", (int)_policy.ActorForm, Word<ActorForm>),
    ];

    /// <summary>Adds every weight, state module included, and the settings that the shapes depend on.</summary>
    /// <param name="entries">Arrays by name.</param> <param name="prefix">Put before each weight's name.</param>
    public void Save(IDictionary<string, TensorEntry> entries, string prefix = NetworksPrefix)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var (path, value, _) in Settings)
        {
            entries[SettingPrefix + path] = TensorEntry.Of([value]);
        }

        foreach (var parameter in Parameters.Parameters)
        {
            entries[prefix + parameter.Name] = TensorEntry.Of(parameter.Value);
        }
    }

    /// <summary>Loads saved weights.</summary>
    /// <param name="file">Where they were saved.</param> <param name="prefix">As given to <see cref="Save"/>.</param>
    /// <exception cref="InvalidDataException">The weights were made with other settings, which the message names, and nothing was
    /// loaded; or an array is missing, and some may have been loaded.</exception>
    public void Load(TensorFile file, string prefix = NetworksPrefix)
    {
        ArgumentNullException.ThrowIfNull(file);
        var saved = new int[1];
        foreach (var (path, value, word) in Settings)
        {
            if (!file.Tensors.ContainsKey(SettingPrefix + path))
            {
                throw new InvalidDataException(
                    $"Checkpoint does not say what {path} was: it is of an older version; use that version, or train anew.");
            }

            file.CopyTo<int>(SettingPrefix + path, saved);
            if (saved[0] != value)
            {
                throw new InvalidDataException(
                    $"Checkpoint was made with {path} {word(saved[0])}, options say {word(value)}; "
                    + $"pass --set {path}={word(saved[0])}.");
            }
        }

        foreach (var parameter in Parameters.Parameters)
        {
            file.CopyTo(prefix + parameter.Name, parameter.Value.Span);
        }
    }

    private static string Number(int value) => FormattableString.Invariant($"{value}");

    private static string Word<T>(int value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName($"{Enum.ToObject(typeof(T), value)}");
}
