using System.Text.Json;
using System.Text.Json.Nodes;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Runs;
using Drr.Tensors;

namespace Drr.Cli.Sweeps;

/// <summary>A folder of trials, and <c>sweep.json</c>, which lists them: a sweep is continued only where the same one was
/// begun.</summary>
internal static class SweepFolder
{
    internal const string PlanName = "sweep.json", FigureName = "sweep.png";

    /// <summary>Whether this sweep was begun at <paramref name="path"/>.</summary>
    internal static bool Holds(string path, SweepPlan plan, DrrOptions start, RatingDataset data) =>
        File.Exists(Path.Combine(path, PlanName))
        && RegularFile.ReadText(Path.Combine(path, PlanName)) == Text(plan, start, data);

    /// <summary>Begins a sweep, or continues the same one; the trials of another are deleted.</summary>
    internal static void Begin(string path, SweepPlan plan, DrrOptions start, RatingDataset data)
    {
        if (Holds(path, plan, start, data))
        {
            return;
        }

        Directory.CreateDirectory(path);
        foreach (var old in Directory.EnumerateDirectories(path, "trial-*").Where(RunFolder.IsRun).ToArray())
        {
            RunFolder.Open(old).Delete();
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(Text(plan, start, data));
        AtomicFile.Write(Path.Combine(path, PlanName), file => file.Write(bytes));
    }

    private static string Text(SweepPlan plan, DrrOptions start, RatingDataset data) => new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["name"] = data.Name, ["users"] = data.Users.Count, ["items"] = data.Items.Count, ["ratings"] = data.Ratings.Length,
        },
        ["settings"] = JsonSerializer.SerializeToNode(start, RunJson.Indented),
        ["varied"] = JsonSerializer.SerializeToNode(plan.Settings, RunJson.Indented),
        ["trials"] = JsonSerializer.SerializeToNode(
            plan.Trials.ToDictionary(trial => trial.Name, trial => trial.Values), RunJson.Indented),
    }.ToJsonString(RunJson.Indented) + "\n";
}
