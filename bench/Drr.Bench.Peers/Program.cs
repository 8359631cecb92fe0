using System.Globalization;
using Drr.Bench.Peers;

// dotnet run -c Release --project bench/Drr.Bench.Peers -- [--out docs/results/performance] [--only NAME] [--seconds 2]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string Option(string name, string standard) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : standard;

if (Option("--load", "") is { Length: > 0 } folder)
{
    AgentRows.Load(folder);
    return;
}

var budget = TimeSpan.FromSeconds(double.Parse(Option("--seconds", "2"), CultureInfo.InvariantCulture));
var report = new Report(budget, Option("--only", ""));
if (Torch.Missing is { } reason)
{
    report.LeftOut.Add(reason);
    Console.Error.WriteLine(reason);
}

Console.WriteLine(Markdown.Head);
Action<Report>[] families = [ProductRows.AddTo, UpdateRows.AddTo, AdamRows.AddTo, RankingRows.AddTo, AgentRows.AddTo];
Array.ForEach(families, add => add(report));
var run = report.File(string.Join(' ', ["dotnet run -c Release --project bench/Drr.Bench.Peers --", .. args]));
if (Option("--out", "") is { Length: > 0 } path)
{
    run.Write(path + ".json");
    File.WriteAllText(path + ".md", Markdown.Document(run, report.LeftOut));
}
