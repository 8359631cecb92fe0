using System.Diagnostics;

namespace Drr.Web.Browser;

/// <summary><c>drr serve</c> as a user starts it, in a folder of its own, until it is disposed.</summary>
public sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5); // a small agent is trained first
    private Process? _process;

    /// <summary>Steps of the runs that are trained from the page.</summary>
    public const string TrainedSteps = "4000";

    /// <summary>The folder that it runs in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("drr-page-").FullName;

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Starts it and waits until its agent answers.</summary>
    public async Task Start()
    {
        await Launch();
        using var client = new HttpClient { BaseAddress = Address };
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(500))
        {
            var answer = await client.GetStringAsync("/api/runs");
            if (answer.Contains("\"status\":\"finished\"", StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(watch.Elapsed < s_patience, "No agent was trained in time.");
        }
    }

    /// <summary>Starts it, or starts it again on the same port.</summary>
    public async Task Launch()
    {
        var program = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "drr.dll"), "serve", "--quiet", "--rate", "0", "--port", $"{Address.Port}",
        ];
        Array.ForEach(arguments, program.ArgumentList.Add);
        program.Environment["DRR_LEARNING__STEPS"] = TrainedSteps; // of runs that the page begins
        _process = Process.Start(program)!;
        _process.ErrorDataReceived += (_, _) => { }; // read, so that it never waits
        _process.BeginErrorReadLine();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("drr serve ended.");
        Address = new(line);
    }

    /// <summary>Ends it, as a crash would.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kill();
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
