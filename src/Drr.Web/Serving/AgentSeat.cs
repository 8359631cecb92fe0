using Drr.Agent;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Web.Serving;

/// <summary>The agent's networks with memory for one request at a time. Its table has a user for each state of the request, whose
/// vector is put in anew; so it serves users that the agent's own table does not have.</summary>
internal sealed class AgentSeat
{
    private readonly EmbeddingTable _trained, _table;
    private readonly Policy _policy;
    private readonly ItemRanker _ranker;
    private readonly float _userLength;

    /// <summary>A copy of trained networks.</summary>
    /// <param name="networks">The agent.</param> <param name="options">The settings that it was trained with.</param>
    /// <param name="userLength">Length of the vectors of users on average.</param>
    public AgentSeat(ActorCritic networks, DrrOptions options, float userLength)
    {
        (_trained, _userLength) = (networks.Embeddings, userLength);
        var rows = Attribution.Rows(networks.HistoryLength);
        _table = new EmbeddingTable(
            _trained.Method, new Tensor(new Shape(rows, _trained.Size)), _trained.Items, _trained.Fitted);
        var copy = new ActorCritic(options.Policy, options.State, networks.HistoryLength, _table, new Rng(0));
        copy.Parameters.CopyFrom(networks.Parameters);
        (_policy, _ranker) = (new Policy(copy, rows), new ItemRanker(_table, rows));
    }

    /// <inheritdoc cref="IBatchScorer.Score"/>
    public void Score(Person person, ReadOnlySpan<Observation> observations, Tensor scores)
    {
        for (var row = 0; row < observations.Length; row++)
        {
            var user = _table.Users.Row(row);
            if (person.Dense >= 0)
            {
                _trained.Users.Row(person.Dense).CopyTo(user);
            }
            else
            {
                FoldIn(observations[row], user);
            }

            observations[row].User = row;
            _policy.Observe(row, observations[row]);
        }

        _ranker.Score(_policy.Act()[..(observations.Length * _table.Size)]);
        for (var row = 0; row < observations.Length; row++)
        {
            _ranker.Scores(row).CopyTo(scores.Row(row));
        }
    }

    /// <summary>A user that no vector was fitted for: the direction of the films of the state, as long as other users'
    /// vectors.</summary>
    private void FoldIn(Observation observation, Span<float> user)
    {
        user.Clear();
        foreach (var item in observation.Items)
        {
            if (item != Observation.Empty)
            {
                Arithmetic.Add(user, _trained.Items.Row(item), user);
            }
        }

        var length = MathF.Sqrt(Reductions.SumOfSquares(user));
        Arithmetic.Scale(user, length > 0 ? _userLength / length : 0, user);
    }
}
