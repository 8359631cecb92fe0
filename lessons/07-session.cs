using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;
using Drr.Agent.Rivals;
using Drr.Agent.Sessions;
using Drr.Agent.States;
using Drr.Autodiff;
using Drr.Tensors;

namespace Drr.Lessons;

/// <summary>7, session: the state is a summary. A session shows films one by one; what was liked enters a history of n films, and
/// a state module makes numbers of it. Here n = 3 and vectors have k = 2 coordinates, so that all of it can be read.</summary>
internal static class Lesson07
{
    private const int Slots = 3, Size = 2;

    public static Lesson Lesson { get; } = new(
        Run, "write DRR-u: the user times each weighted film, then the products of every two weighted films.", Check);

    private static void Run()
    {
        var data = SyntheticDataset.Generate();
        var split = DatasetSplit.Create(data, new SplitOptions(), Slots, seed: 1);
        var vectors = new EmbeddingOptions { Size = Size };
        var table = EmbeddingFitter.Fit(split, vectors, seed: 1);
        var world = new SessionWorld(
            split, new EnvironmentOptions { HistoryLength = Slots, EpisodeLength = 6 }, vectors, seed: 1);
        var environment = world.Environments(table, FeedbackSource.Log, count: 1, RowRole.Train)[0];
        var policy = new GreedySession(new HistoryMeanScorer(table), data.Items.Count);
        var log = new RatingLookup(data, split.Roles, RowRole.Train);

        const int user = 12;
        environment.Reset(user);
        var observation = environment.Observation;
        Console.WriteLine($"user {data.Users[user].Id} begins with films {string.Join(", ", observation.Items)}");
        Console.WriteLine("step  film  rated  reward  films of the state    their mean vector g");
        for (var (step, ended) = (1, false); !ended; step++)
        {
            var film = policy.Choose(observation, environment.Unavailable);
            (var reward, ended) = environment.Step(film);
            var stars = log.TryGet(user, film, out var rating) ? $"{rating}" : "-";
            var g = States(table, StateModuleKind.Ave, user, observation.Items).Pooled.Value.Span;
            var films = string.Join(", ", observation.Items.Select(i => $"{i,3}"));
            Console.WriteLine($"{step,4}  {film,4}  {stars,5}  {reward,6:0.0}  {films,-20}  {Text(g)}");
        }

        Console.WriteLine("what the state then is");
        foreach (var kind in new[] { StateModuleKind.Ave, StateModuleKind.U, StateModuleKind.P })
        {
            var parts = States(table, kind, user, observation.Items).Features.Select(part => Text(part.Value.Span));
            Console.WriteLine($"  DRR-{kind.ToString().ToLowerInvariant(),-4}{string.Join(" | ", parts)}");
        }
    }

    /// <summary>One user's state, all weights w_a as they begin: 1.</summary>
    private static State States(EmbeddingTable table, StateModuleKind kind, int user, int[] items)
    {
        var (tape, options) = (new Tape(), new StateOptions { Module = kind });
        var state = StateModule.Create(options, new ParameterSet(), items.Length, table, new Rng(1)).Forward(tape, [user], items);
        tape.Forward();
        return state;
    }

    private static string Text(ReadOnlySpan<float> numbers) =>
        string.Join(' ', numbers.ToArray().Select(number => $"{number,5:0.00}"));

    // <hole>
    /// <summary>[ u ⊗ w_1 i_1, u ⊗ w_2 i_2, .. ; w_a i_a ⊗ w_b i_b for every a before b ], where ⊗ multiplies number by
    /// number.</summary>
    /// <param name="u">The user, [k].</param> <param name="items">The films, n vectors of k.</param> <param name="w">[n]</param>
    private static float[] DrrU(float[] u, float[][] items, float[] w)
    {
        return u;
    }
    // </hole>

    private static string? Check()
    {
        var (k, n, rng) = (4, 3, new Rng(7));
        Tensor users = Random(1, k), films = Random(5, k);
        var table = new EmbeddingTable(EmbeddingMethod.Svd, users, films, [true, true, true, true, true]);
        var (parameters, tape) = (new ParameterSet(), new Tape());
        var module = StateModule.Create(new StateOptions { Module = StateModuleKind.U }, parameters, n, table, rng);
        new[] { 0.5f, -1, 2 }.CopyTo(parameters.Values);
        var state = module.Forward(tape, [0], [4, 0, 2]);
        tape.Forward();
        float[] expected = [.. state.Features.SelectMany(part => part.Value.Span.ToArray())];
        float[][] items = [.. new[] { 4, 0, 2 }.Select(i => films.Row(i).ToArray())];
        var given = DrrU(users.Row(0).ToArray(), items, [0.5f, -1, 2]);
        if (given.Length != expected.Length)
        {
            return $"for k = {k}, n = {n} a state has k(n + n(n - 1)/2) = {expected.Length} numbers, yours has {given.Length}.";
        }

        var wrong = Enumerable.Range(0, given.Length).FirstOrDefault(i => !(Math.Abs(given[i] - expected[i]) < 1e-5), -1);
        return wrong < 0
            ? null
            : $"number {wrong} of {given.Length} is {given[wrong]:0.000}, the module has {expected[wrong]:0.000}.";

        Tensor Random(int rows, int columns) => new(
            new Shape(rows, columns), [.. Enumerable.Range(0, rows * columns).Select(_ => (float)rng.NextGaussian())]);
    }
}
