using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.States;
using Drr.Agent.Studies;
using Drr.TestKit;

namespace Drr.Agent.Tests.Studies;

public sealed class StudyTests : IDisposable
{
    private static readonly RatingDataset _data = SyntheticDataset.Generate(new() { Users = 60, Items = 60, Ratings = 1_200 });
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_of_forms_fit_folders_and_none_is_there_twice() => Assert.All(Study.All, study =>
    {
        Assert.Equal(study.Variants.Count, study.Variants.Select(form => form.Name).Distinct().Count());
        Assert.All(study.Variants, form => Assert.Matches("^[a-z0-9.-]+$", form.Name));
    });

    /// <summary>A step that changes nothing would say that what it stands for has no effect.</summary>
    [Fact]
    public void Every_form_of_the_ablation_differs_from_the_others_and_the_way_ends_at_the_ranking_form()
    {
        var forms = Study.All.Single(study => study.Name == "ablation").Variants;
        Assert.Equal(forms.Count, forms.Select(form => form.Options).Distinct().Count());
        Assert.Equal(Presets.Paper, forms[0].Options);
        Assert.Equal(Presets.Ranking, forms.Single(form => form.Name == "ranking").Options);
    }

    /// <summary>Nothing but the module sets them apart from the first form, so that their order is one of modules.</summary>
    [Fact]
    public void The_simulator_study_has_every_state_module()
    {
        var forms = Study.All.Single(study => study.Name == "simulator").Variants;
        var modules = forms.Where(form => form.Name.StartsWith("drr-", StringComparison.Ordinal)).Prepend(forms[0]).ToArray();
        Assert.Equal(Enum.GetValues<StateModuleKind>(), modules.Select(form => form.Options.State.Module).Order());
        var own = forms[0].Options.State.Module;
        Assert.All(modules, form => Assert.Equal(
            forms[0].Options, form.Options with { State = form.Options.State with { Module = own } }));
    }

    [Fact]
    public void What_is_done_is_not_done_again_and_what_was_stopped_goes_on_to_the_same_bits()
    {
        var study = Quick("catalogue");
        var said = new List<string>();
        using var stop = new CancellationTokenSource();
        var stopping = new StudyRunner(_data, null, _folder["a"], new StopAt("train", stop), stop.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => stopping.Run(study, [1], said.Add).ToArray());
        var resumed = new StudyRunner(_data, null, _folder["a"]).Run(study, [1], said.Add).ToArray();
        Assert.Equal(2, said.Count);
        var again = new StudyRunner(_data, null, _folder["a"]).Run(study, [1], said.Add).ToArray();
        Assert.Equal(2, said.Count);
        var straight = new StudyRunner(_data, null, _folder["b"]).Run(study, [1]).ToArray();
        Assert.All([resumed[0], again[0]], run => Assert.Equal(Means(straight[0]), Means(run)));
        Assert.Null(resumed[0].TrainSeconds);
        Assert.NotNull(straight[0].TrainSeconds);
    }

    [Fact]
    public void Other_settings_are_another_run()
    {
        var study = Quick("catalogue");
        var runner = new StudyRunner(_data, null, _folder["a"]);
        var said = new List<string>();
        _ = runner.Run(study, [1], said.Add).ToArray();
        var options = study.Variants[0].Options;
        var longer = options with { Learning = options.Learning with { Steps = options.Learning.Steps + 800 } };
        _ = runner.Run(study with { Variants = [study.Variants[0] with { Options = longer }] }, [1], said.Add).ToArray();
        Assert.Equal(2, said.Count);
    }

    [Fact]
    public void The_summary_takes_the_interquartile_mean_over_the_seeds()
    {
        var runs = new StudyRunner(_data, null, _folder["a"]).Run(Quick("catalogue"), [1, 2, 3]).ToArray();
        var summary = StudySummary.Of(runs);
        var row = summary.Sections.Single(section => section.Name == "any").Rows[0];
        double[] seeds = [.. runs.Select(run => run.Report.Section("any").Rows[0].Values[0].Mean)];
        Assert.Equal(seeds, row.Seeds[0]);
        double[] sorted = [.. seeds.Order()];
        Assert.Equal((sorted[0] / 6) + (2 * sorted[1] / 3) + (sorted[2] / 6), row.Means[0], 1e-12);
        Assert.Equal([1, 2, 3], summary.Seeds);
    }

    [Fact]
    public void Results_with_other_rows_are_not_put_together()
    {
        var runs = new StudyRunner(_data, null, _folder["a"]).Run(Quick("catalogue"), [1, 2]).ToArray();
        var sections = runs[1].Report.Sections.Select(section => section with { Rows = [.. section.Rows.SkipLast(1)] });
        runs[1] = runs[1] with { Report = runs[1].Report with { Sections = [.. sections] } };
        var fault = Assert.Throws<InvalidDataException>(() => StudySummary.Of(runs));
        Assert.Contains("seed 1 and seed 2", fault.Message, StringComparison.Ordinal);
    }

    private static double[] Means(StudyRun run) =>
        [.. run.Report.Sections.SelectMany(section => section.Rows).SelectMany(row => row.Values).Select(value => value.Mean)];

    private static Study Quick(string name)
    {
        var study = Study.All.Single(s => s.Name == name).Quick();
        return study with { Variants = [study.Variants[0]] };
    }

    /// <summary>Stops once a stage has begun to move.</summary>
    private sealed class StopAt(string stage, CancellationTokenSource stop) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Stage == stage && value.Done > 0 && value.Done < value.Total)
            {
                stop.Cancel();
            }
        }
    }
}
