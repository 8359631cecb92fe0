using Drr.Agent.Learning;
using Drr.Tensors;

namespace Drr.Agent.Tests.Learning;

public sealed partial class TrainerTests
{
    [Theory]
    [MemberData(nameof(Objectives))]
    public void A_run_stopped_and_resumed_has_the_bits_of_one_never_interrupted(ActorObjective objective)
    {
        List<TrainingProgress> straightReports = [], resumedReports = [];
        var straight = Create(Options(objective));
        Run(straight, new TrainingCallbacks { Progressed = straightReports.Add, Validate = () => 1 });

        var stopped = Create(Options(objective));
        using var stop = new CancellationTokenSource();
        var validations = 0;
        Assert.False(stopped.Run(
            new TrainingCallbacks
            {
                Progressed = resumedReports.Add,
                Validate = () =>
                {
                    if (++validations == 2)
                    {
                        stop.Cancel();
                    }

                    return 1;
                },
            }, stop.Token));
        var entries = new Dictionary<string, TensorEntry>();
        stopped.Save(entries);
        TensorFile.Write(_path, entries);

        var resumed = Create(Options(objective), seed: 77);
        resumed.Load(TensorFile.Read(_path));
        Assert.True(Run(resumed, new TrainingCallbacks
        {
            Progressed = resumedReports.Add, Improved = _ => Assert.Fail("1 is no better than 1."),
        }));
        Assert.Equal(Weights(straight), Weights(resumed));
        Assert.Equal(straightReports, resumedReports);
        Assert.Equal((straight.StepCount, straight.SessionCount), (resumed.StepCount, resumed.SessionCount));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)] // of the run's end
    public void A_validation_that_is_stopped_is_made_when_the_run_goes_on(int stoppedAt)
    {
        List<string> straightEvents = [], resumedEvents = [];
        var options = Options(ActorObjective.Ranking);
        options = options with { Learning = options.Learning with { ValidateEvery = 100 } };
        var straight = Create(options);
        Run(straight, Events(straightEvents, () => { }));

        using var stop = new CancellationTokenSource();
        var (stopped, validations) = (Create(options), 0);
        Assert.False(stopped.Run(Events(resumedEvents, StopOnce), stop.Token));
        Assert.Equal(100 * stoppedAt, stopped.StepCount);
        var entries = new Dictionary<string, TensorEntry>();
        stopped.Save(entries);
        TensorFile.Write(_path, entries);
        var resumed = Create(options, seed: 77);
        resumed.Load(TensorFile.Read(_path));
        Assert.False(resumed.IsFinished);
        Assert.True(Run(resumed, Events(resumedEvents, () => { })));
        Assert.Equal(Weights(straight), Weights(resumed));
        Assert.Equal(straightEvents, resumedEvents);
        Assert.Equal(8, straightEvents.Count);

        void StopOnce()
        {
            if (++validations == stoppedAt)
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            }
        }

        static TrainingCallbacks Events(List<string> events, Action validating) => new()
        {
            Progressed = report => events.Add($"report {report}"),
            Validate = () =>
            {
                validating();
                return 1;
            },
            Validated = figure => events.Add($"validation {figure}"),
        };
    }
}
