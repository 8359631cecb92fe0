using System.CommandLine;
using System.Net.Sockets;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Runs;
using Drr.Web;

namespace Drr.Cli.Commands;

/// <summary><c>drr serve</c>: the service and its page.</summary>
internal sealed class ServeCommand : CliCommand
{
    private const string BuiltIn = "runs/built-in";

    private readonly Option<string?> _run = new("--run")
    {
        Description = "the run whose agent answers; left out, one is trained on the built-in data set", HelpName = "folder",
    };

    private readonly Option<string> _data = DataOptions.Data(required: false);
    private readonly Option<string> _host = new("--host")
    {
        Description = "address to listen on; others than this machine's own let others in", DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "port to listen on; 0 takes a free one", DefaultValueFactory = _ => ServerOptions.StandardPort,
    };

    private readonly Option<string?> _feedback = new("--feedback")
    {
        Description = "SQLite file of feedback; feedback.db in the run's folder when left out", HelpName = "file",
    };

    private readonly Option<int> _rate = new("--rate")
    {
        Description = "requests a second that one address may make; 0 sets no limit", DefaultValueFactory = _ => 100,
    };

    internal ServeCommand() : base(
        "serve", "serve recommendations, with a page to try them on",
        "drr serve", "drr serve --run runs/001-train --data ml-1m", "drr serve --run runs/001-train --port 8080")
    {
        Option[] options = [_run, _data, _host, _port, _feedback, _rate];
        Array.ForEach(options, Add);
        Validators.Add(command =>
        {
            if (command.GetResult(_data) is not null && command.GetResult(_run) is null)
            {
                command.AddError("Option '--data' wants '--run' too: the run that was trained on it.");
            }
        });
    }

    internal override int Run(Session session)
    {
        var arguments = session.Arguments;
        var (given, port, rate) = (arguments.GetValue(_run), arguments.GetValue(_port), arguments.GetValue(_rate));
        if (port is < 0 or > 65_535 || rate < 0)
        {
            throw new UsageException(rate < 0 ? $"--rate {rate}: must be 0 or more." : $"--port {port}: must be 0 to 65535.");
        }

        var path = given ?? BuiltIn;
        var data = given is null ? SyntheticDataset.Generate() : ReadData(session, RunFolder.Open(given));
        DataOptions.Describe(session, data);
        var options = new ServerOptions
        {
            Run = path, Host = arguments.GetValue(_host)!, Port = port, RequestsPerSecond = rate,
            FeedbackFile = arguments.GetValue(_feedback) ?? Path.Combine(path, "feedback.db"),
            LogRequests = !session.Terminal.ErrorIsTerminal && !arguments.GetValue<bool>(CommonOptions.Quiet),
        };
        var training = given is null && IsUnfinished(path) ? Task.Run(() => Train(session, data, path)) : Task.CompletedTask;
        session.Saving(() => Serve(session, data, options, training).GetAwaiter().GetResult());
        return ExitCode.Done;
    }

    private static async Task Serve(Session session, RatingDataset data, ServerOptions options, Task training)
    {
        DrrServer server;
        try
        {
            server = await DrrServer.StartAsync(data, options);
        }
        catch (Exception fault) when (fault is IOException { InnerException: not null } or SocketException)
        {
            throw new UsageException($"--host {options.Host} --port {options.Port}: {fault.Message} Pass others.");
        }

        await using (server)
        {
            var result = new { Address = server.Address.ToString().TrimEnd('/'), options.Run, options.FeedbackFile };
            session.Answer(result, printer => printer.Line(result.Address));
            session.Reporter.Say("Open this address in a browser; Ctrl-C stops.");
            await server.WaitAsync(session.Interrupted);
            await training;
        }
    }

    /// <summary>Trains on the built-in data set, or goes on with it; meanwhile the service answers with the baselines, and with
    /// the best agent so far.</summary>
    private static void Train(Session session, RatingDataset data, string path)
    {
        try
        {
            var options = RunFolder.IsRun(path) ? RunFolder.Open(path).ReadConfig() : Presets.Demo;
            var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
            var split = pipeline.Split();
            if (RunFolder.IsRun(path) && File.Exists(RunFolder.Open(path).LastCheckpoint))
            {
                pipeline.Resume(split, RunFolder.Open(path));
                return;
            }

            var embeddings = pipeline.Embed(split);
            pipeline.Train(split, embeddings, RunFolder.Create(path, options, RunEnvironment.Capture(data, options.Seed)));
        }
        catch (OperationCanceledException)
        {
            // stopped before there was anything to save
        }
        catch (Exception fault) // the service goes on, with the baselines
        {
            session.Reporter.Say($"Training failed: {FaultText.Of(fault)}");
        }
    }

    private static bool IsUnfinished(string path) =>
        !RunFolder.IsRun(path) || RunSummary.Of(RunFolder.Open(path)).Status == RunStatus.Unfinished;

    private RatingDataset ReadData(Session session, RunFolder run) =>
        (session.Arguments.GetValue(_data) ?? run.ReadEnvironment().DataPath) is { } path
            ? Pipeline.Read(path)
            : SyntheticDataset.Generate(); // of the demo
}
