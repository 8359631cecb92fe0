using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Evaluation;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;
using Drr.Agent.Runs;
using Drr.Tensors;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>A trained agent, ready to answer any number of requests at once. Never changes: a newer agent is another
/// object.</summary>
internal sealed class ServingModel
{
    private readonly ConcurrentBag<Recommender> _idle = []; // one for each request at a time
    private readonly Recommender _first;

    private ServingModel(
        ActorCritic networks, Recommender recommender, DrrOptions options, string run, IReadOnlyList<int> testUsers,
        Catalogue catalogue)
    {
        _first = recommender;
        _idle.Add(recommender.Copy());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var values in (ReadOnlySpan<Tensor>)[networks.Embeddings.Items, networks.Embeddings.Users])
        {
            hash.AppendData(MemoryMarshal.AsBytes(values.Span));
        }

        hash.AppendData(MemoryMarshal.AsBytes(networks.Parameters.Values));
        Summary = new(
            Convert.ToHexStringLower(hash.GetHashAndReset())[..12],
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run))),
            $"DRR-{options.State.Module.ToString().ToLowerInvariant()}", DateTimeOffset.UtcNow, networks.HistoryLength,
            networks.Embeddings.Size);
        Map = new(networks.Embeddings, catalogue, Summary.Version);
        TestUsers = testUsers;
    }

    public ModelSummary Summary { get; }

    /// <summary>The films in its space.</summary>
    public FilmMap Map { get; }

    /// <summary>Dense ids of users that it was not trained on, with ratings beyond a first state.</summary>
    public IReadOnlyList<int> TestUsers { get; }

    /// <summary>The agent of a run as it stands.</summary>
    /// <exception cref="LeakException">It was trained on other ratings of these users.</exception>
    /// <exception cref="CheckpointException">It was trained on other users or items, or a file is damaged.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint yet.</exception>
    public static ServingModel Load(RunFolder run, Catalogue catalogue)
    {
        var options = run.ReadConfig();
        var pipeline = new Pipeline(catalogue.Data, options);
        var split = pipeline.Split();
        var networks = pipeline.Load(split, run);
        return new(
            networks, pipeline.Recommender(split, networks), options, run.Path,
            [.. split.TestUsers.Except(split.UnevaluableUsers)], catalogue);
    }

    /// <summary>Lends a recommender for one request.</summary>
    public T With<T>(Func<Recommender, T> answer)
    {
        if (!_idle.TryTake(out var recommender))
        {
            recommender = _first.Copy();
        }

        var result = answer(recommender);
        _idle.Add(recommender); // one that threw is not put back
        return result;
    }
}
