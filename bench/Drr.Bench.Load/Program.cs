using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Drr.Bench.Load;

var address = new Argument<string>("address") { Description = "of a running service, such as http://127.0.0.1:5080" };
var clients = new Option<int[]>("--clients")
{
    Description = "how many at once, one row of the table each", DefaultValueFactory = _ => [1, 8, 64],
    AllowMultipleArgumentsPerToken = true,
};
var seconds = new Option<int>("--seconds") { Description = "length of a row", DefaultValueFactory = _ => 10 };
var work = new Option<Work[]>("--work")
{
    Description = "what is asked", DefaultValueFactory = _ => [Work.Drr, Work.ItemCosine, Work.Feedback],
    AllowMultipleArgumentsPerToken = true,
};
var process = new Option<int?>("--process") { Description = "id of the service's process, to tell its memory" };
var root = new RootCommand("Asks a service for lists, or gives it feedback, as fast as it answers.")
{
    address, clients, seconds, work, process,
};
root.SetAction(async (parsed, stop) =>
{
    using var load = await Load.Connect(new Uri(parsed.GetRequiredValue(address)), stop);
    Console.WriteLine("work        clients  requests/s   p50 ms   p99 ms   max ms  failed  service MB");
    foreach (var kind in parsed.GetRequiredValue(work))
    {
        foreach (var count in parsed.GetRequiredValue(clients))
        {
            await load.Run(kind, count, TimeSpan.FromSeconds(2), stop); // compiles, and fills caches
            var result = await load.Run(kind, count, TimeSpan.FromSeconds(parsed.GetValue(seconds)), stop);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-10} {count,8} {result.PerSecond,11:0} {result.At(.5),8:0.00} {result.At(.99),8:0.00} "
                + $"{result.At(1),8:0.00} {result.Failed,7}  {Memory(),10}"));
        }
    }

    string Memory()
    {
        using var service = parsed.GetValue(process) is { } id ? Process.GetProcessById(id) : null;
        return service is null ? "" : FormattableString.Invariant($"{service.WorkingSet64 / 1048576.0:0}");
    }
});
return await root.Parse(args).InvokeAsync();
