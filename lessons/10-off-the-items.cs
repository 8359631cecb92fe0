using Drr.Autodiff;
using Drr.Autodiff.Layers;
using Drr.Autodiff.Ops;
using Drr.Autodiff.Optimizers;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Lessons;

/// <summary>10, off the items: a critic that was fitted on items has its peak elsewhere. Twelve films in the plane, a critic
/// fitted on their rewards, and an action that climbs it: anywhere in the plane, or over the films that it would
/// show.</summary>
internal static class Lesson10
{
    private const int Films = 12, Worlds = 100;
    private const float Bound = 1.5f; // of each coordinate of an action

    public static Lesson Lesson { get; } = new(
        Run, "write the gradient of V(a) = Σ p·Q by the action, where p = softmax(⟨v, a⟩ / T).", Check, Draw);

    private static void Run()
    {
        var world = new World(seed: 1);
        Console.WriteLine($"one world: {Films} films, rewards {world.Rewards.Min():0.00} to {world.Rewards.Max():0.00}, "
            + $"the critic is off by {world.Rewards.Zip(world.Values, (r, q) => Math.Abs(r - q)).Max():0.00} at most on them");
        var peak = (from x in Enumerable.Range(-30, 61) from y in Enumerable.Range(-30, 61) select new[] { x / 20f, y / 20f })
            .MaxBy(world.Value)!;
        Console.WriteLine($"  the critic's peak in the plane is at {Text(peak)}, Q there {world.Value(peak):0.00}");
        Show("climbing Q(a) anywhere", world.Climb(null));
        foreach (var temperature in new[] { 1f, 0.3f, 0.03f })
        {
            Show($"climbing Σ p·Q, T = {temperature}", world.Climb(temperature));
        }

        Console.WriteLine();
        Console.WriteLine($"{Worlds} worlds                    best film shown   mean reward of the film shown");
        World[] worlds = [.. Enumerable.Range(1, Worlds).Select(seed => new World((ulong)seed))];
        Summary("the best that can be shown", w => w.BestThatCanBeShown);
        Summary("climbing Q(a) anywhere", w => w.Shown(w.Climb(null)));
        foreach (var temperature in new[] { 1f, 0.3f, 0.03f })
        {
            Summary($"climbing Σ p·Q, T = {temperature}", w => w.Shown(w.Climb(temperature)));
        }

        void Show(string how, float[] a) => Console.WriteLine(
            $"  {how,-27} ends at {Text(a)}, Q there {world.Value(a),5:0.00}; it shows film {world.Shown(a),2}, reward "
            + $"{world.Rewards[world.Shown(a)],5:0.00}");

        static string Text(float[] a) => $"({a[0],5:0.00}, {a[1],5:0.00})";

        void Summary(string how, Func<World, int> choose)
        {
            int[] shown = [.. worlds.Select(choose)];
            var best = worlds.Zip(shown).Count(pair => pair.Second == pair.First.BestThatCanBeShown);
            var reward = worlds.Zip(shown).Average(pair => pair.First.Rewards[pair.Second]);
            Console.WriteLine($"  {how,-27} {best,8}          {reward,8:0.00}");
        }
    }

    // <hole>
    /// <summary>dV/da = (1/T) Σ p_i (Q_i - V) v_i, where p is the softmax of ⟨v_i, a⟩ / T over the films.</summary>
    /// <param name="v">[items][2]</param> <param name="q">[items]</param> <param name="a">[2]</param>
    private static float[] Gradient(float[][] v, float[] q, float[] a, float temperature)
    {
        return [0, 0];
    }
    // </hole>

    private static string? Check()
    {
        var world = new World(seed: 5);
        foreach (var (a, temperature) in new[] { (new[] { 0.5f, 0.2f }, 0.3f), ([-0.7f, 1.1f], 0.1f) })
        {
            var expected = world.SoftGradient(a, temperature);
            float[][] items = [.. Enumerable.Range(0, Films).Select(i => world.Items.Row(i).ToArray())];
            var given = Gradient(items, world.Values, a, temperature);
            if (!(Math.Abs(given[0] - expected[0]) < 1e-4 && Math.Abs(given[1] - expected[1]) < 1e-4))
            {
                return $"at ({a[0]}, {a[1]}), T = {temperature} it is ({given[0]:0.000}, {given[1]:0.000}), the tape has "
                    + $"({expected[0]:0.000}, {expected[1]:0.000}).";
            }
        }

        return null;
    }

    /// <summary>Films, what they pay, and a critic fitted on both.</summary>
    private sealed class World
    {
        private readonly Mlp _critic;

        public World(ulong seed)
        {
            var rng = new Rng(seed);
            Items = new Tensor(new Shape(Films, 2));
            var turn = rng.NextDouble();
            for (var i = 0; i < Films; i++)
            {
                var (angle, length) = ((i + (0.6 * rng.NextDouble())) / Films, 0.6 + (0.5 * rng.NextDouble()));
                Items.Row(i)[0] = (float)(length * Elementary.CosineOfTurns(angle));
                Items.Row(i)[1] = (float)(length * Elementary.CosineOfTurns(angle + 0.75));
                Rewards[i] = (float)((0.5 * Elementary.CosineOfTurns(angle + 1 - turn)) + (0.25 * rng.NextGaussian()));
            }

            var (parameters, tape) = (new ParameterSet(), new Tape());
            _critic = new Mlp(parameters, "critic", [2, 32, 32, 1], rng);
            var (shape, ones) = (new Shape(Films, 1), new Tensor(new Shape(Films, 1)));
            ones.Span.Fill(1);
            var value = _critic.Forward(tape, [Tape.Constant(Items)]);
            var loss = tape.WeightedSquaredError(value, Tape.Constant(new Tensor(shape, Rewards)), Tape.Constant(ones));
            var adam = new Adam(parameters.Range("critic"), new AdamOptions(LearningRate: 0.01));
            for (var step = 0; step < 300; step++)
            {
                parameters.ZeroGradients();
                tape.Forward();
                tape.Backward(loss);
                adam.Step();
            }

            tape.Forward();
            Values = value.Value.Span.ToArray();
        }

        public Tensor Items { get; }

        public float[] Rewards { get; } = new float[Films];

        /// <summary>Q of each film.</summary>
        public float[] Values { get; }

        /// <summary>Of the films that some action shows, the one that pays most.</summary>
        public int BestThatCanBeShown => Enumerable.Range(0, 360).Select(degree => Shown(
            [(float)Elementary.CosineOfTurns(degree / 360.0), (float)Elementary.CosineOfTurns((degree / 360.0) + 0.75)]))
            .MaxBy(film => Rewards[film]);

        /// <summary>The film with the largest ⟨v, a⟩.</summary>
        public int Shown(float[] a) => Enumerable.Range(0, Films).MaxBy(film => Reductions.Dot(Items.Row(film), a));

        public float Value(float[] a)
        {
            var tape = new Tape();
            var value = _critic.Forward(tape, [Tape.Constant(new Tensor(new Shape(1, 2), a))], frozen: true);
            tape.Forward();
            return value.Value.Span[0];
        }

        /// <summary>Where an action ends that starts in the middle and climbs: Q(a), or with a temperature Σ p·Q over the
        /// films.</summary>
        public float[] Climb(float? temperature, ICollection<(double X, double Y)>? path = null)
        {
            var a = new Variable(new Tensor(new Shape(1, 2), [0.1f, 0.1f]), new Tensor(new Shape(1, 2)));
            var tape = new Tape();
            var height = temperature is { } t
                ? SoftValue(tape, a, t)
                : _critic.Forward(tape, [a], frozen: true).Reshape(new Shape(1));
            for (var step = 0; step < 300; step++)
            {
                a.Gradient.Span.Clear();
                tape.Forward();
                tape.Backward(height);
                path?.Add((a.Value.Span[0], a.Value.Span[1]));
                for (var i = 0; i < 2; i++)
                {
                    a.Value.Span[i] = Math.Clamp(a.Value.Span[i] + (0.05f * a.Gradient.Span[i]), -Bound, Bound);
                }
            }

            return a.Value.Span.ToArray();
        }

        public float[] SoftGradient(float[] at, float temperature)
        {
            var (a, tape) = (new Variable(new Tensor(new Shape(1, 2), [.. at]), new Tensor(new Shape(1, 2))), new Tape());
            var value = SoftValue(tape, a, temperature);
            tape.Forward();
            tape.Backward(value);
            return a.Gradient.Span.ToArray();
        }

        private Variable SoftValue(Tape tape, Variable a, float temperature)
        {
            var scores = tape.RowDot(Tape.Constant(Items.Reshape(new Shape(1, Films, 2))), a);
            var probabilities = tape.SoftmaxRows(tape.Scale(scores, 1 / temperature));
            return tape.RowDot(probabilities, Tape.Constant(new Tensor(new Shape(1, Films), Values)));
        }
    }

    private static Picture Draw()
    {
        var world = new World(seed: 1);
        var picture = new Picture(
            "A critic over the plane, the films it was fitted on, and where two climbers go", -1.5, 3.3, -1.5, 1.5);
        const double cell = 0.1;
        for (var x = -1.5; x < 1.5 - 1e-9; x += cell)
        {
            for (var y = -1.5; y < 1.5 - 1e-9; y += cell)
            {
                var q = world.Value([(float)(x + (cell / 2)), (float)(y + (cell / 2))]);
                picture.Box(q > 0 ? "c" : "b", x, x + cell, y, y + cell, Math.Min(0.85, Math.Abs(q) * 0.6));
            }
        }

        for (var film = 0; film < Films; film++)
        {
            var radius = 3 + (5 * Math.Max(0, world.Rewards[film] + 0.5));
            picture.Dot("ink", world.Items.Row(film)[0], world.Items.Row(film)[1], radius);
        }

        List<(double X, double Y)> anywhere = [], soft = [];
        world.Climb(null, anywhere);
        world.Climb(0.3f, soft);
        picture.Line("ink", anywhere);
        picture.Line("a", soft);
        picture.Dot("ink", anywhere[^1].X, anywhere[^1].Y, 3);
        picture.Dot("a", soft[^1].X, soft[^1].Y, 6);
        picture.Text(1.6, 1.2, "green: Q above 0", "start");
        picture.Text(1.6, 1.02, "red: Q below 0", "start");
        picture.Text(1.6, 0.74, "dots: films, larger", "start");
        picture.Text(1.6, 0.56, "if they pay more", "start");
        picture.Text(1.6, -0.9, "blue: over films, T = 0.3", "start", "a");
        picture.Text(1.6, -1.1, "plain: anywhere", "start");
        return picture;
    }
}
