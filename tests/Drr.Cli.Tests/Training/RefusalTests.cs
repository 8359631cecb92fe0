namespace Drr.Cli.Tests.Training;

public sealed class RefusalTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void Embeddings_of_another_split_are_a_leak()
    {
        var file = small.New() + ".safetensors";
        string[] data = ["--data", small.Data];
        SmallRun.Expect(0, ["embed", .. data, "-o", file, "--embedding", "svd", "--set", "embedding.size=8", "--seed", "2"]);
        var train = SmallRun.Expect(5, ["train", .. data, "-o", small.New(), "--embeddings", file, .. SmallRun.Settings]);
        Assert.Contains("item vectors were fitted on", train.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_protocol_whose_test_rows_were_trained_on_is_a_leak()
    {
        var evaluate = SmallRun.Expect(5, "evaluate", "--run", small.Run, "--data", small.Data, "--protocol", "rerank");
        Assert.Contains("train", evaluate.Error, StringComparison.Ordinal);
        Assert.Equal("", evaluate.Out);
    }

    [Fact]
    public void Settings_that_move_rows_from_training_to_test_are_a_leak()
    {
        var run = small.CopyOfRun();
        Replace(run, "\"testShare\": 0.2", "\"testShare\": 0.4");
        SmallRun.Expect(5, "evaluate", "--run", run, "--data", small.Data);
        Assert.False(File.Exists(Path.Combine(run, "evaluation.json")));
    }

    [Fact]
    public void Baselines_cannot_be_tuned_without_validation_rows()
    {
        var run = small.New();
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", run, .. SmallRun.Settings, "--set", "split.validationShare=0"]);
        var evaluate = SmallRun.Expect(2, "evaluate", "--run", run, "--data", small.Data, "--baselines", "tuned");
        Assert.Contains("split.validationShare=0.05", evaluate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_size_does_not_fit()
    {
        var run = small.CopyOfRun();
        Replace(run, "\"hidden\": 16", "\"hidden\": 32");
        var evaluate = SmallRun.Expect(4, "evaluate", "--run", run, "--data", small.Data);
        Assert.Matches("policy.hidden 16.* 32.*--set policy.hidden=16", evaluate.Error);
    }

    [Fact]
    public void Embeddings_of_another_size_do_not_fit()
    {
        var run = small.CopyOfRun();
        Replace(run, "\"size\": 8", "\"size\": 9");
        var recommend = SmallRun.Expect(4, "recommend", "--run", run, "--data", small.Data, "--user", "1");
        Assert.Matches("size 8.* 9.*--set embedding.size=8", recommend.Error);
    }

    [Fact]
    public void A_run_on_other_data_does_not_fit()
    {
        var other = small.New();
        SmallRun.Expect(0, "data", "synth", "-o", other, "--users", "70", "--items", "90", "--ratings", "2500");
        var evaluate = SmallRun.Expect(4, "evaluate", "--run", small.Run, "--data", other);
        Assert.Matches("80 users.*70", evaluate.Error);
    }

    [Fact]
    public void A_damaged_checkpoint_does_not_fit()
    {
        var run = small.CopyOfRun();
        var path = Path.Combine(run, "checkpoints/best.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);
        var evaluate = SmallRun.Expect(4, "evaluate", "--run", run, "--data", small.Data);
        Assert.Contains("best.safetensors", evaluate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_settings_of_a_run_exit_3_with_the_line()
    {
        var run = small.CopyOfRun();
        Replace(run, "\"seed\": 1", "\"sede\": 1");
        var evaluate = SmallRun.Expect(3, "evaluate", "--run", run, "--data", small.Data);
        Assert.Contains("config.json:2", evaluate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_folder_that_exists_is_kept_unless_forced()
    {
        var run = small.CopyOfRun();
        string[] train = ["train", "--data", small.Data, "-o", run, .. SmallRun.Settings];
        Assert.Contains("--force", SmallRun.Expect(2, train).Error, StringComparison.Ordinal);
        SmallRun.Expect(0, [.. train, "--force"]);
    }

    private static void Replace(string run, string old, string text)
    {
        var config = Path.Combine(run, "config.json");
        var before = File.ReadAllText(config);
        Assert.Contains(old, before, StringComparison.Ordinal);
        File.WriteAllText(config, before.Replace(old, text, StringComparison.Ordinal));
    }
}
