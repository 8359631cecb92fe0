using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Tensors;

namespace Drr.Agent.Runs;

/// <summary>An agent in a file, as safetensors. The vectors that it was trained on are in a file of their own, the same for all
/// checkpoints of a run; each checkpoint records their hash.</summary>
public static class AgentCheckpoint
{
    private const string DigestKey = "sha256", VectorsKey = "vectors";

    /// <summary>An agent with these settings that has learned nothing yet.</summary>
    internal static ActorCritic Untrained(DrrOptions options, EmbeddingTable embeddings) => new(
        options.Policy, options.State, options.Environment.HistoryLength, embeddings, new Rng(options.Seed).Fork("networks"));

    /// <summary>Writes all that a run needs to resume: networks, targets, optimisers, replay, generators, counters.</summary>
    /// <param name="path">Where to.</param> <param name="trainer">The run.</param>
    /// <param name="facts">Text to save with it.</param>
    internal static void Save(string path, Trainer trainer, IReadOnlyDictionary<string, string> facts)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Save(path, trainer.Learner, trainer.Save, facts);
    }

    /// <summary>Writes what acting and further learning need: networks, targets, optimisers.</summary>
    public static void Save(string path, DdpgLearner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        Save(path, learner, learner.Save, new Dictionary<string, string>());
    }

    /// <summary>Loads the networks of a checkpoint of either kind, to act.</summary>
    /// <param name="path">The file.</param> <param name="networks">Discard them when this throws.</param>
    /// <param name="averaged">Act with their average, as a run's validation did.</param>
    /// <exception cref="CheckpointException">They were made with other settings or vectors, or the file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, ActorCritic networks, bool averaged)
    {
        ArgumentNullException.ThrowIfNull(networks);
        Fitting(() =>
        {
            networks.Load(Read(path, networks.Embeddings), averaged ? DdpgLearner.Targets : ActorCritic.NetworksPrefix);
            return networks;
        });
    }

    /// <summary>Loads networks (or their average, if the options say so), targets and optimisers of a checkpoint of either kind,
    /// to act and to learn further.</summary>
    /// <exception cref="CheckpointException">They were made with other settings or vectors, or the file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, DdpgLearner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        Fitting(() =>
        {
            learner.Load(Read(path, learner.Networks.Embeddings), learner.Options.AveragePolicy);
            return learner;
        });
    }

    /// <summary>Restores the checkpoint of a run, after <paramref name="fits"/> has accepted the facts saved with it.</summary>
    /// <param name="path">The file.</param> <param name="trainer">Discard it when this throws.</param>
    /// <param name="fits">Throws an <see cref="InvalidDataException"/> about facts that do not fit.</param>
    /// <exception cref="CheckpointException">It was made with other settings or vectors, or the file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal static void Load(string path, Trainer trainer, Action<IReadOnlyDictionary<string, string>> fits)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(fits);
        Fitting(() =>
        {
            var file = Read(path, trainer.Learner.Networks.Embeddings);
            fits(file.Metadata);
            trainer.Load(file);
            return trainer;
        });
    }

    /// <summary>Reads vectors and checks that they are of this data set and of the method and width that the settings say, and
    /// that they come from this split's ratings. Every command loads an agent's vectors through this method.</summary>
    /// <exception cref="CheckpointException">They are of other users or items, or of another method or width; or
    /// the file is damaged.</exception>
    /// <exception cref="LeakException">They come from other ratings.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static EmbeddingTable LoadEmbeddings(string path, DatasetSplit split, EmbeddingOptions options)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        var embeddings = Fitting(() => EmbeddingTable.Load(path, split.Dataset));
        if ((embeddings.Method, embeddings.Size) != (options.Method, options.Size))
        {
            throw new CheckpointException(
                $"{path}: {Word(embeddings.Method)} vectors of size {embeddings.Size}, the settings say {Word(options.Method)} "
                + $"and {options.Size}; pass --set embedding.method={Word(embeddings.Method)} "
                + $"--set embedding.size={embeddings.Size}.");
        }

        LeakException.ThrowIfSeen(embeddings, split, path);
        return embeddings;
    }

    private static string Word(EmbeddingMethod method) => JsonNamingPolicy.CamelCase.ConvertName(method.ToString());

    private static T Fitting<T>(Func<T> load)
    {
        try
        {
            return load();
        }
        catch (InvalidDataException fault)
        {
            throw new CheckpointException(fault.Message, fault);
        }
    }

    private static void Save(
        string path, DdpgLearner learner, Action<IDictionary<string, TensorEntry>> save,
        IReadOnlyDictionary<string, string> facts)
    {
        var entries = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        save(entries);
        var all = new Dictionary<string, string>(facts) { [VectorsKey] = learner.Networks.Embeddings.Digest() };
        all[DigestKey] = Digest(entries, all);
        TensorFile.Write(path, entries, all);
    }

    /// <summary>A checkpoint that was trained on these vectors.</summary>
    private static TensorFile Read(string path, EmbeddingTable vectors)
    {
        var file = ReadWhole(path);
        return !file.Metadata.TryGetValue(VectorsKey, out var trained)
            ? throw new InvalidDataException(
                $"{path}: of an older version, which did not keep what it was trained on; train anew.")
            : trained != vectors.Digest()
            ? throw new InvalidDataException($"{path}: trained with other embeddings than those beside it; train anew.")
            : file;
    }

    /// <summary>A file that holds what was saved.</summary>
    private static TensorFile ReadWhole(string path)
    {
        try
        {
            var file = TensorFile.Read(path);
            return file.Metadata.TryGetValue(DigestKey, out var digest) && digest != Digest(file.Tensors, file.Metadata)
                ? throw new InvalidDataException($"{path}: what it holds is not what was saved, the file is damaged.")
                : file;
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException(
                $"{fault.Message} The run's other checkpoints can be used with --checkpoint; to go on training, train anew.",
                fault);
        }
    }

    private static string Digest(IReadOnlyDictionary<string, TensorEntry> tensors, IReadOnlyDictionary<string, string> facts)
    {
        var sorted = facts.Where(f => f.Key != DigestKey).OrderBy(f => f.Key, StringComparer.Ordinal);
        var text = TensorFile.Digest(tensors) + JsonSerializer.Serialize(sorted);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>A checkpoint does not fit the settings or the data that it is to be used with, or is damaged.</summary>
public sealed class CheckpointException(string message, Exception? cause = null) : Exception(message, cause);
