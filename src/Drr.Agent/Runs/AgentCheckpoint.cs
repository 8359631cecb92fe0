using System.Text.Json;
using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Tensors;

namespace Drr.Agent.Runs;

/// <summary>An agent in a file, as safetensors. The vectors that it was trained on lie in a file of their own, the same for all
/// checkpoints of a run.</summary>
public static class AgentCheckpoint
{
    /// <summary>Writes all that a run needs to go on: networks, targets, optimisers, replay, generators, counters.</summary>
    public static void Save(string path, Trainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Save(path, trainer.Save);
    }

    /// <summary>Writes what acting and learning on need: networks, targets, optimisers.</summary>
    public static void Save(string path, DdpgLearner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        Save(path, learner.Save);
    }

    /// <summary>Takes over the networks of a checkpoint of either kind.</summary>
    /// <exception cref="CheckpointException">They were made with other settings, or the file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, ActorCritic networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        Fitting(() =>
        {
            networks.Load(TensorFile.Read(path));
            return networks;
        });
    }

    /// <summary>Takes over networks, targets and optimisers of a checkpoint of either kind.</summary>
    /// <exception cref="CheckpointException">They were made with other settings, or the file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, DdpgLearner learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        Fitting(() =>
        {
            learner.Load(TensorFile.Read(path));
            return learner;
        });
    }

    /// <summary>Reads vectors, which must be of this data set and as the settings say.</summary>
    /// <exception cref="CheckpointException">They are of other users or items, or of another method or width; or the file is
    /// damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static EmbeddingTable LoadEmbeddings(string path, RatingDataset data, EmbeddingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var embeddings = Fitting(() => EmbeddingTable.Load(path, data));
        return (embeddings.Method, embeddings.Size) == (options.Method, options.Size)
            ? embeddings
            : throw new CheckpointException(
                $"{path}: {Word(embeddings.Method)} vectors of size {embeddings.Size}, the settings say {Word(options.Method)} "
                + $"and {options.Size}; pass --set embedding.method={Word(embeddings.Method)} "
                + $"--set embedding.size={embeddings.Size}.");
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

    private static void Save(string path, Action<IDictionary<string, TensorEntry>> save)
    {
        var entries = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        save(entries);
        TensorFile.Write(path, entries);
    }
}
