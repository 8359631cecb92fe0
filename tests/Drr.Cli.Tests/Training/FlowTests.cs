using System.Text.Json;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Cli.Shell;

namespace Drr.Cli.Tests.Training;

public sealed class FlowTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void Training_fills_the_run_folder()
    {
        string[] files =
        [
            "config.json", "environment.json", "split.json", "metrics.jsonl", "events.out.tfevents.drr", "origins.json",
            "report.html", "plots/precision.png", "plots/total-reward.png", "plots/mean-action.png", "plots/critic-loss.png",
            "checkpoints/best.safetensors", "checkpoints/last.safetensors", "checkpoints/embeddings.safetensors",
        ];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(small.Run, file)), file));
        var lines = File.ReadLines(Path.Combine(small.Run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);
        var steps = lines.ToLookup(line => line.Text("stage"), line => line.Int("step")); // 4 sessions of 10 steps at a time
        Assert.Equal([120, 200, 320, 400], steps["train"]);
        Assert.Equal([200, 400], steps["validate"]);
    }

    [Fact]
    public void Patience_ends_a_run_and_the_metrics_and_the_answer_say_so()
    {
        var run = small.New();
        string[] patient =
        [
            "train", "--data", small.Data, "-o", run, "--steps", "90000", .. SmallRun.Settings[2..],
            "--set", "learning.patience=2",
        ];
        var answer = SmallRun.Expect(0, patient);
        Assert.Contains("steps, stopped early", answer.Out, StringComparison.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(run, "metrics.jsonl"));
        var stop = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal(("stop", 2), (stop.Text("stage"), stop.Int("validationsSinceBest")));
        double[] figures = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.Text("stage") == "validate").Select(line => line.GetProperty("precisionAt10").GetDouble())];
        Assert.Equal(figures.Max(), stop.GetProperty("best").GetDouble());
        Assert.Equal(figures.Length - 3, Array.IndexOf(figures, figures.Max()));

        var resumed = SmallRun.Expect(0, "train", "--resume", run, "--json").Json;
        Assert.True(resumed.GetProperty("stoppedEarly").GetBoolean());
        Assert.Equal(lines, File.ReadAllLines(Path.Combine(run, "metrics.jsonl")));
    }

    [Fact]
    public void The_same_seed_trains_to_the_same_bits()
    {
        var again = small.New();
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", again, .. SmallRun.Settings]);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(small.Run, "checkpoints/last.safetensors")),
            File.ReadAllBytes(Path.Combine(again, "checkpoints/last.safetensors")));
    }

    [Theory]
    [InlineData("catalogue", "any", "precision@10", "DRR-ave corrected")]
    [InlineData("simulator", "sessions", "reward", "DRR-ave learning")]
    public void Evaluation_puts_the_agent_beside_the_baselines(string protocol, string section, string column, string agent)
    {
        var run = small.CopyOfRun();
        var report = SmallRun.Expect(0, "evaluate", "--run", run, "--data", small.Data, "--protocol", protocol, "--json").Json;
        Assert.Equal(protocol, report.GetProperty("card").Text("protocol"));
        var table = report.GetProperty("sections").EnumerateArray().Single(s => s.Text("name") == section);
        Assert.Contains(column, table.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));
        string[] rows = [.. table.GetProperty("rows").EnumerateArray().Select(r => r.Text("scorer"))];
        Assert.Equal(agent, rows[0]);
        Assert.Empty(new[] { "DRR-ave", "random", "popularity", "embedding" }.Except(rows));
        Assert.Equal(report.GetRawText(), File.ReadAllText(Path.Combine(run, "evaluation.json")).TrimEnd());
    }

    [Theory]
    [InlineData("catalogue", "ridge")]
    [InlineData("rerank", "SVD++")]
    public void Baselines_are_tuned_on_validation_rows(string protocol, string slow)
    {
        var run = protocol == "catalogue" ? small.CopyOfRun() : small.New();
        if (protocol == "rerank")
        {
            SmallRun.Expect(0, ["train", "--data", small.Data, "-o", run, "--protocol", protocol, .. SmallRun.Settings]);
        }

        string[] evaluate = ["evaluate", "--run", run, "--data", small.Data];
        Assert.DoesNotContain(slow, Rows(SmallRun.Expect(0, [.. evaluate, "--json"]).Json));
        Assert.Contains(slow, Rows(SmallRun.Expect(0, [.. evaluate, "--json", "--baselines", "all"]).Json));
        var tuned = SmallRun.Expect(0, [.. evaluate, "--json", "--baselines", "tuned"]).Json;
        Assert.Contains(slow, Rows(tuned));
        var notes = tuned.GetProperty("card").GetProperty("baselines").EnumerateArray().ToArray();
        Assert.Contains(notes, note => note.Text("scorer") == slow);
        Assert.All(notes, note => Assert.InRange(note.GetProperty("validation").GetDouble(), 0, 1));
        Assert.All(notes, note => Assert.InRange(note.Int("tried"), 2, 50));
        Assert.All(notes, note =>
        {
            var trials = note.GetProperty("trials").EnumerateArray().ToArray();
            Assert.Equal(note.Int("tried"), trials.Length);
            var best = trials.MaxBy(trial => trial.GetProperty("validation").GetDouble());
            Assert.Equal(note.Text("settings"), best.Text("settings"));
        });
        if (protocol == "rerank")
        {
            var ofRatings = SmallRun.Expect(0, [.. evaluate, "--json", "--baselines", "tunedOfRatings"]).Json;
            Assert.Contains(slow, Rows(ofRatings));
            Assert.DoesNotContain("ALS", Rows(ofRatings));
            var tried = ofRatings.GetProperty("card").GetProperty("baselines").EnumerateArray()
                .ToDictionary(note => note.Text("scorer"), note => note.Int("tried"));
            Assert.Equal((4, 5, 1), (tried["SVD++"], tried["biased MF"], tried["EASE"]));
        }

        static string[] Rows(JsonElement report) =>
            [.. report.GetProperty("sections")[0].GetProperty("rows").EnumerateArray().Select(row => row.Text("scorer"))];
    }

    [Fact]
    public void Baselines_that_are_dense_in_films_are_left_out_by_name_above_a_limit()
    {
        string[] evaluate = ["evaluate", "--run", small.CopyOfRun(), "--data", small.Data, "--baselines", "all", "--json"];
        var (all, some) = (SmallRun.Expect(0, evaluate), SmallRun.Expect(0, [.. evaluate, "--dense-films", "89"]));
        Assert.DoesNotContain("left out", all.Error, StringComparison.Ordinal);
        Assert.Contains("EASE is left out: 0.0 GB and 1.5e+6 operations for 90 items.", some.Error, StringComparison.Ordinal);
        Assert.Contains("ridge is left out: ", some.Error, StringComparison.Ordinal);
        Assert.Empty(all.Json.GetProperty("card").GetProperty("leftOut").EnumerateArray());
        var leftOut = some.Json.GetProperty("card").GetProperty("leftOut").EnumerateArray();
        string[] names =
        [
            "DRR-ave corrected", "item cosine", "RP3beta", "EASE", "ridge", "Gaussian process", "history mean corrected",
            "item cosine corrected", "supervised twin corrected",
        ];
        Assert.Equal(names, leftOut.Select(fit => fit.Text("scorer")));
        var kept = Values(all).Where(row => !names.Contains(row.Scorer));
        Assert.Equal(kept, Values(some)); // the bits of the others are the same
        var text = SmallRun.Expect(0, [.. evaluate.SkipLast(1), "--dense-films", "89"]).Out;
        Assert.Contains("  left out    DRR-ave corrected, which would take ", text, StringComparison.Ordinal);
        var wrong = SmallRun.Expect(2, [.. evaluate.SkipLast(1), "--dense-films", "-1"]);
        Assert.Contains("--dense-films -1: must be 0 or more.", wrong.Error, StringComparison.Ordinal);

        static IEnumerable<(string Scorer, string Values)> Values(Invocation run) =>
            run.Json.GetProperty("sections")[0].GetProperty("rows").EnumerateArray()
                .Select(row => (row.Text("scorer"), row.GetProperty("values").GetRawText()));
    }

    [Fact]
    public void A_user_who_has_rated_every_film_is_told_so()
    {
        var (data, run) = (small.New(), small.New());
        SmallRun.Expect(0, "data", "synth", "-o", data, "--users", "80", "--items", "90", "--ratings", "2500");
        string ratings = Path.Combine(data, "ratings.dat"), items = Path.Combine(data, "movies.dat");
        var rated = File.ReadLines(ratings).Where(line => line.StartsWith("1::", StringComparison.Ordinal))
            .Select(line => line.Split("::")[1]);
        var left = File.ReadLines(items).Select(line => line.Split("::")[0]).Except(rated);
        File.AppendAllLines(ratings, left.Select(item => $"1::{item}::3::978300760"));
        SmallRun.Expect(0, ["train", "--data", data, "-o", run, .. SmallRun.Settings]);
        string[] recommend = ["recommend", "--run", run, "--data", data, "--user", "1"];
        Assert.Equal(
            "User 1 has rated every film that could be recommended: none is left to show.",
            SmallRun.Expect(0, recommend).Out.Trim());
        Assert.Equal(0, SmallRun.Expect(0, [.. recommend, "--json"]).Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public void The_table_reads_from_left_to_right()
    {
        var text = SmallRun.Expect(0, "evaluate", "--run", small.CopyOfRun(), "--data", small.Data).Out;
        Assert.Contains("catalogue protocol", text, StringComparison.Ordinal);
        Assert.Matches(@"P@5 +NDCG@5 +P@10 +NDCG@10", text);
        Assert.Matches(@"(?m)^ *DRR-ave corrected( +\.\d{4}){5} +\d+ *$", text);
        Assert.DoesNotContain("Gini", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("catalogue", 10)]
    [InlineData("interactive", 0)]
    public void Every_measure_is_shown_when_asked_for(string protocol, int found)
    {
        var text = SmallRun.Expect(
            0, "evaluate", "--run", small.CopyOfRun(), "--data", small.Data, "--protocol", protocol, "--metrics", "all").Out;
        Assert.Equal(found > 0, text.Contains("recall@5", StringComparison.Ordinal));
        Assert.Matches(@"novelty(@5 +@10)? +diversity(@5 +@10)?( +total)? +coverage +Gini", text);
        var isFound = System.Text.RegularExpressions.Regex.IsMatch(text, $@"(?m)^ *DRR-ave( +1?\.\d{{4}}){{{found}}} *$");
        Assert.Equal(found > 0, isFound);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 150));
    }

    [Fact]
    public void A_run_for_the_rerank_protocol_is_evaluated_by_it()
    {
        var run = small.New();
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", run, "--protocol", "rerank", .. SmallRun.Settings]);
        var report = SmallRun.Expect(0, "evaluate", "--run", run, "--data", small.Data, "--json").Json;
        Assert.Equal("rerank", report.GetProperty("card").Text("protocol"));
    }

    [Fact]
    public void A_run_for_the_simulator_is_validated_and_evaluated_in_it()
    {
        var run = small.New();
        string[] members = ["--set", "embedding.members=2"];
        SmallRun.Expect(0, ["train", "--preset", "simulator", "--data", small.Data, "-o", run, .. SmallRun.Settings, .. members]);
        var metrics = File.ReadLines(Path.Combine(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);
        var figures = metrics.Where(line => line.Text("stage") == "validate")
            .Select(line => line.GetProperty("rewardPerSession").GetDouble());
        Assert.All(figures, figure => Assert.InRange(figure, -10, 10));

        string[] evaluate = ["evaluate", "--run", run, "--data", small.Data];
        var report = SmallRun.Expect(0, [.. evaluate, "--json"]).Json;
        Assert.Equal("simulator", report.GetProperty("card").Text("protocol"));
        var simulator = report.GetProperty("card").GetProperty("simulator");
        Assert.Equal(10, simulator.Int("episodeLength"));
        Assert.Equal("rounded to 1, 2, ..., 5", simulator.Text("predictions"));
        Assert.InRange(simulator.GetProperty("heldOutError").GetDouble(), 0.5, 1.5);
        string[] learners = ["DRR-ave learning", "LinUCB", "HLinUCB"];
        Assert.Equal(learners, simulator.GetProperty("learners").EnumerateArray().Select(name => name.GetString()));
        Assert.InRange(report.GetProperty("sections")[0].Int("users"), 76, 80); // all but those who like nothing

        var text = SmallRun.Expect(0, evaluate).Out;
        Assert.Matches(@"(?m)^ *reward +a step +total +liked", text);
        Assert.Matches(@"(?m)^ *DRR-ave learning( +-?\d*\.\d+){5} +\d+ *$", text);
        Assert.Contains("learning    on for DRR-ave learning, LinUCB, HLinUCB: an update a step", text, StringComparison.Ordinal);
        Assert.Contains("rounded to 1, 2, ..., 5", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Recommendations_are_films_that_the_user_has_not_rated()
    {
        var data = DatasetReader.Read(small.Data);
        foreach (var user in new[] { data.Users[0], data.Users[^1] }) // a training user and a test user
        {
            string[] line = ["recommend", "--run", small.Run, "--data", small.Data, "--user", $"{user.Id}", "--top", "7"];
            var list = SmallRun.Expect(0, [.. line, "--json"]).Json;
            Assert.Equal(user.Id, list.Int("user"));
            var items = list.GetProperty("items").EnumerateArray().ToArray();
            Assert.Equal(Enumerable.Range(1, 7), items.Select(i => i.Int("rank")));
            Assert.Equal(7, items.Select(i => i.Int("item")).Distinct().Count());
            int[] rated = [.. data.HistoryOf(data.FindUser(user.Id)).ToArray().Select(r => data.Items[r.Item].Id)];
            Assert.All(items, item =>
            {
                Assert.DoesNotContain(item.Int("item"), rated);
                Assert.Equal(data.Items[data.FindItem(item.Int("item"))].Title, item.Text("title"));
            });
            float[] scores = [.. items.Select(item => item.GetProperty("score").GetSingle())];
            Assert.Equal(scores.OrderDescending(), scores);
            var text = SmallRun.Expect(0, line).Out;
            Assert.All(items, item => Assert.Contains(item.Text("title"), text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_unknown_user_exits_2_and_says_who_there_are()
    {
        var recommend = SmallRun.Expect(2, "recommend", "--run", small.Run, "--data", small.Data, "--user", "999");
        Assert.Contains("1 to 80", recommend.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_embeddings_train_as_fitted_ones()
    {
        var (file, run) = (small.New() + ".safetensors", small.New());
        string[] embedding = ["--embedding", "svd", "--set", "embedding.size=8"];
        Assert.Equal(8, SmallRun.Expect(0, ["embed", "--data", small.Data, "-o", file, "--json", .. embedding]).Json.Int("size"));
        SmallRun.Expect(0, ["train", "--data", small.Data, "-o", run, "--embeddings", file, .. SmallRun.Settings]);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(small.Run, "checkpoints/last.safetensors")),
            File.ReadAllBytes(Path.Combine(run, "checkpoints/last.safetensors")));
    }

    [Fact]
    public async Task The_demo_runs_and_the_lines_it_prints_work_as_they_stand()
    {
        var folder = Directory.CreateDirectory(small.New()).FullName;
        var demo = await ChildProcess.Run(folder, ["demo", .. SmallRun.Settings]);
        Assert.True(demo.ExitCode == 0, demo.Error);
        Assert.Contains("popularity", demo.Out, StringComparison.Ordinal);
        var indented = demo.Error.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal));
        string[][] lines = [.. indented.Select(line => line.Trim().Split(' '))];
        string[] commands = ["data", "recommend", "train"];
        Assert.Equal(3, lines.Length);
        for (var i = 0; i < 3; i++)
        {
            var words = lines[i][Array.IndexOf(lines[i], commands[i])..];
            var next = await ChildProcess.Run(folder, i == 2 ? [.. words, .. SmallRun.Settings[2..]] : words);
            Assert.True(next.ExitCode == 0, next.Error);
        }

        var runs = Directory.EnumerateDirectories(Path.Combine(folder, "runs")).Select(Path.GetFileName);
        Assert.Equal(["001-demo", "002-train"], runs.Order());
    }
}
