using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Policies;
using Drr.Agent.Tests.States;
using Drr.Tensors;

namespace Drr.Agent.Tests.Learning;

/// <summary>A small world whose best policy is known: items have one of four genres, each user likes one and has so far been
/// given the one before it. An item of the liked genre earns 1, any other -0.5, so the best total of a session is its length, and
/// "more of the same" earns the worst.</summary>
internal static class TasteProblem
{
    internal const int Genres = 4, ItemsOfGenre = 12, Users = 40, Size = 8, Slots = 4, Steps = 5;

    internal static EmbeddingTable Table { get; } = CreateTable();

    internal static int Genre(int item) => item % Genres;

    internal static int Liked(int user) => user % Genres;

    internal static IEnumerable<IEnvironment> Environments(int count) => Enumerable.Range(0, count).Select(_ => new Session());

    /// <summary>Mean total reward of a session of each user, greedily.</summary>
    internal static double RewardPerSession(ActorCritic networks)
    {
        var (policy, ranker, session, total) = (new Policy(networks, 1), new ItemRanker(Table, 1), new Session(), 0.0);
        for (var user = 0; user < Users; user++)
        {
            session.Reset(user);
            for (var (step, ended) = (0, false); !ended; step++)
            {
                policy.Observe(0, session.Observation);
                ranker.Score(policy.Act());
                ranker.Hide(0, session.Unavailable);
                (var reward, ended) = session.Step(ranker.Best(0));
                total += reward;
            }
        }

        return total / Users;
    }

    private static EmbeddingTable CreateTable()
    {
        var table = RandomVectors.Table(Users, Genres * ItemsOfGenre, Size, seed: 8);
        Around(table.Users, Liked, spread: 0.2f);
        Around(table.Items, Genre, spread: 0.2f);
        return table;
    }

    /// <summary>Each row becomes its kind's unit vector and some noise.</summary>
    private static void Around(Tensor rows, Func<int, int> kind, float spread)
    {
        for (var row = 0; row < rows.Shape[0]; row++)
        {
            for (var c = 0; c < Size; c++)
            {
                rows.Row(row)[c] = (spread * rows.Row(row)[c]) + (c == kind(row) ? 1 : 0);
            }
        }
    }

    private sealed class Session : IEnvironment
    {
        private readonly bool[] _unavailable = new bool[Genres * ItemsOfGenre];
        private int _step;

        public Observation Observation { get; } = new(Slots);

        public ReadOnlySpan<bool> Unavailable => _unavailable;

        public void Reset(int user)
        {
            _unavailable.AsSpan().Clear();
            _step = 0;
            int[] start = [.. Enumerable.Range(0, Slots).Select(slot =>
                (Genres * ((user + slot) % ItemsOfGenre)) + ((Liked(user) + Genres - 1) % Genres))];
            Observation.Start(user, start, new float[Slots]);
            foreach (var item in start)
            {
                _unavailable[item] = true;
            }
        }

        public StepOutcome Step(int item)
        {
            Assert.False(_unavailable[item], "An item is shown twice in a session.");
            Assert.True(_step < Steps, "A session goes on after its end.");
            _unavailable[item] = true;
            var reward = Genre(item) == Liked(Observation.User) ? 1f : -0.5f;
            Observation.Use(item, reward);
            if (reward > 0)
            {
                Observation.Push(item);
            }

            return new StepOutcome(reward, ++_step == Steps);
        }
    }
}
