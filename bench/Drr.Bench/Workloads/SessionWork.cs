using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Replay;
using Drr.Agent.States;
using Drr.Cli.ThisMachine;
using Drr.Tensors;

namespace Drr.Bench.Workloads;

/// <summary>One step of a session with an invented user: act, rank all items, show the best, keep the transition.</summary>
public sealed class SessionWork
{
    private readonly RecommendationEnvironment _environment;
    private readonly Policy _policy;
    private readonly ItemRanker _ranker;
    private readonly PrioritizedReplay _replay;
    private readonly UserSampler _users;
    private readonly Observation _before = new(UpdateWork.History);
    private bool _ended = true;

    public SessionWork(int items)
    {
        var data = SyntheticDataset.Generate(new SyntheticOptions { Users = 500, Items = items, Ratings = 50_000 });
        var roles = new RowRole[data.Ratings.Length];
        var table = UpdateWork.RandomTable(data.Users.Count, items);
        var feedback = new LogFeedback(new RatingLookup(data, roles, RowRole.Train), data.Scale, -0.5f);
        var start = StartingItems.FirstRated(data, roles, UpdateWork.History);
        _environment = new RecommendationEnvironment(start, table.Fitted, feedback, UpdateWork.EpisodeLength);
        var networks = new ActorCritic(new PolicyOptions(), new StateOptions(), UpdateWork.History, table, new Rng(1));
        (_policy, _ranker) = (new Policy(networks, 1), new ItemRanker(table, 1));
        _replay = UpdateWork.Fill(
            1000, new TransitionShape(UpdateWork.History, ActionSize: 0, UpdateWork.History + UpdateWork.EpisodeLength - 1));
        _users = new UserSampler(Enumerable.Range(0, data.Users.Count).Where(_environment.CanStart), new Rng(2));
    }

    public void Run()
    {
        if (_ended)
        {
            _environment.Reset(_users.Next());
        }

        _policy.Observe(0, _environment.Observation);
        _ranker.Score(_policy.Act());
        _ranker.Hide(0, _environment.Unavailable);
        _before.CopyFrom(_environment.Observation);
        var item = _ranker.Best(0);
        (var reward, _ended) = _environment.Step(item);
        _replay.Add(_before, item, [], reward, _ended ? 0 : 0.9f, _environment.Observation);
    }
}
