using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Environments;
using Drr.Agent.Evaluation;
using Drr.Agent.Policies;
using Drr.Agent.Runs;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>A trained agent, ready to answer any number of requests at once. Never changes: a newer agent is another
/// object.</summary>
internal sealed class ServingModel : IBatchScorer
{
    private readonly ConcurrentBag<AgentSeat> _seats = [];
    private readonly ActorCritic _networks;
    private readonly DrrOptions _options;
    private readonly float _userLength;

    private ServingModel(ActorCritic networks, DrrOptions options, string run)
    {
        (_networks, _options) = (networks, options);
        var users = networks.Embeddings.Users;
        _userLength = users.Shape[0] == 0 ? 0
            : Enumerable.Range(0, users.Shape[0]).Average(user => MathF.Sqrt(Reductions.SumOfSquares(users.Row(user))));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var values in (ReadOnlySpan<Tensor>)[networks.Embeddings.Items, users])
        {
            hash.AppendData(MemoryMarshal.AsBytes(values.Span));
        }

        hash.AppendData(MemoryMarshal.AsBytes(networks.Parameters.Values));
        Summary = new(
            Convert.ToHexStringLower(hash.GetHashAndReset())[..12],
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run))),
            $"DRR-{options.State.Module.ToString().ToLowerInvariant()}", DateTimeOffset.UtcNow, networks.HistoryLength,
            networks.Embeddings.Size);
        _seats.Add(new(networks, options, _userLength));
    }

    public ModelSummary Summary { get; }

    /// <summary>The agent of a run as it stands.</summary>
    /// <exception cref="LeakException">It was trained on other ratings of these users.</exception>
    /// <exception cref="CheckpointException">It was trained on other users or items, or a file is damaged.</exception>
    /// <exception cref="FileNotFoundException">The run has no checkpoint yet.</exception>
    public static ServingModel Load(RunFolder run, RatingDataset data)
    {
        var options = run.ReadConfig();
        var pipeline = new Pipeline(data, options);
        return new(pipeline.Load(pipeline.Split(), run), options, run.Path);
    }

    public void Score(Person person, ReadOnlySpan<Observation> observations, Tensor scores)
    {
        if (!_seats.TryTake(out var seat))
        {
            seat = new(_networks, _options, _userLength);
        }

        seat.Score(person, observations, scores);
        _seats.Add(seat); // one that threw is not put back
    }
}
