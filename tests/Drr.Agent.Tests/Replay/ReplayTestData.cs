using Drr.Agent.Environments;
using Drr.Agent.Replay;

namespace Drr.Agent.Tests.Replay;

/// <summary>Transitions whose every field follows from their number, so that a test can tell which one it reads.</summary>
internal static class ReplayTestData
{
    public const int HistoryLength = 3, ActionSize = 2;

    public static readonly TransitionShape Widths = new(HistoryLength, ActionSize, UsedLength: 4);

    public static PrioritizedReplay NewReplay(int capacity, double alpha = 1, bool prioritized = true) =>
        new(new() { Capacity = capacity, PriorityExponent = alpha, Prioritized = prioritized }, Widths);

    public static TransitionBatch NewBatch(int size) => new(size, Widths);

    public static PrioritizedReplay Add(this PrioritizedReplay replay, params IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            replay.Add(Before(number), 7 * number, [number, -number], number / 100f, number % 2 * 0.9f, After(number));
        }

        return replay;
    }

    public static void AssertRowIs(TransitionBatch batch, int row, int number)
    {
        Assert.Equal(number, batch.Users[row]);
        Assert.Equal(Before(number).Items, batch.Items.AsSpan(row * HistoryLength, HistoryLength).ToArray());
        Assert.Equal(After(number).Items, batch.NextItems.AsSpan(row * HistoryLength, HistoryLength).ToArray());
        Assert.Equal([number, number + 1, -1, -1], batch.Used.AsSpan(row * Widths.UsedLength, Widths.UsedLength).ToArray());
        Assert.Equal(7 * number, batch.Shown[row]);
        Assert.Equal([number, -number], batch.Actions.AsSpan(row * ActionSize, ActionSize).ToArray());
        Assert.Equal(number / 100f, batch.Rewards[row]);
        Assert.Equal(number % 2 * 0.9f, batch.Discounts[row]);
    }

    public static Observation Before(int number) => ObservationOf(number, number);

    public static Observation After(int number) => ObservationOf(number, number + 1);

    private static Observation ObservationOf(int user, int firstItem)
    {
        var observation = new Observation(HistoryLength) { User = user };
        observation.Push(firstItem);
        observation.Push(firstItem + 1);
        observation.Use(firstItem, 1);
        observation.Use(firstItem + 1, 1);
        return observation;
    }
}
