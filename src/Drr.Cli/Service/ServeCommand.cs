using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.Cli.Data;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using Drr.Cli.Training;
using Drr.Tensors;
using Drr.Web;

namespace Drr.Cli.Service;

/// <summary><c>drr serve</c>: the service and its page.</summary>
internal sealed class ServeCommand : CliCommand
{
    private const string BuiltIn = "runs/built-in", FeedbackName = "feedback.db";
    private const int ShortestToken = 16, LongestToken = 1_000;

    private readonly Option<string?> _run = new("--run")
    {
        Description = "the run whose agent answers; when left out, one is trained on the built-in data set", HelpName = "folder",
    };

    private readonly Option<string> _data = DataOptions.Data(required: false);
    private readonly TableFlags _table;
    private readonly Option<string> _host = new("--host")
    {
        Description = "address to listen on; all but loopback addresses let other machines in",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "port to listen on; 0 takes a free one", DefaultValueFactory = _ => ServerOptions.StandardPort,
    };

    private readonly Option<string?> _feedback = new("--feedback")
    {
        Description = "SQLite file for feedback; feedback.db in the run's folder when left out", HelpName = "file",
    };

    private readonly Option<int> _rate = new("--rate")
    {
        Description = "requests a second that one address may make; 0 sets no limit", DefaultValueFactory = _ => 100,
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "file with the token that a client must send to change anything; when left out and other machines can "
            + "reach the service, a token is made and shown",
        HelpName = "file",
    };

    private readonly Option<string[]> _allowedHosts = new("--allowed-host")
    {
        Description = "a host name that requests may use, besides localhost and that of --host", HelpName = "name",
    };

    private readonly Option<string[]> _proxies = new("--behind-proxy")
    {
        Description = "address or network of a proxy whose forwarded headers are believed, such as 10.0.0.2 or 10.0.0.0/24",
        HelpName = "address",
    };

    internal ServeCommand() : base(
        "serve", "serve recommendations, with a page to try them on",
        "drr serve", "drr serve --run runs/001-train --data ml-1m", "drr serve --run runs/001-train --port 8080",
        "drr serve --host 0.0.0.0 --token-file token.txt --allowed-host films.example.org")
    {
        Option[] options = [_run, _data, _host, _port, _feedback, _rate, _tokenFile, _allowedHosts, _proxies];
        Array.ForEach(options, Add);
        _table = new TableFlags(this);
        Validators.Add(command =>
        {
            if (command.GetResult(_data) is not null && command.GetResult(_run) is null)
            {
                command.AddError("Option '--data' needs '--run' too: the run that was trained on it.");
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
        var options = new ServerOptions
        {
            Run = path, Host = arguments.GetValue(_host)!, Port = port, RequestsPerSecond = rate,
            AllowedHosts = [.. arguments.GetValue(_allowedHosts)!.Select(HostName)],
            Proxies = [.. arguments.GetValue(_proxies)!.Select(Network)],
            FeedbackFile = arguments.GetValue(_feedback) ?? Path.Combine(path, FeedbackName),
            LogRequests = !session.Terminal.ErrorIsTerminal && !arguments.GetValue<bool>(CommonOptions.Quiet),
            Train = (order, stop) => Train(session, order, stop),
        };
        var token = arguments.GetValue(_tokenFile) is { } file ? ReadToken(file)
            : options.LetsOthersIn ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)) : null;
        var data = given is null ? SyntheticDataset.Generate() : ReadData(session, RunFolder.Open(given));
        DataOptions.Describe(session, data);
        Action? train = given is null && !TrainedRun.IsFinished(path) ? () => Train(session, data, path) : null;
        session.Saving(() => Serve(session, data, options with { Token = token }, train).GetAwaiter().GetResult());
        return ExitCode.Done;
    }

    /// <summary>Shows a token that was made, which is stored nowhere.</summary>
    private void Warn(Session session, ServerOptions options)
    {
        if (options.LetsOthersIn)
        {
            session.Terminal.Error.WriteLine(
                "Warning: others can reach this service and read all it serves; to change something they need the token.");
            if (session.Arguments.GetValue(_tokenFile) is null)
            {
                session.Terminal.Error.WriteLine($"Token, shown only now: {options.Token}");
            }
        }
    }

    private static string ReadToken(string file)
    {
        var token = RegularFile.ReadText(file).Trim();
        return token.Length is >= ShortestToken and <= LongestToken && token.All(c => c is > ' ' and < (char)127)
            ? token
            : throw new UsageException(
                $"--token-file {file}: must hold one line of {ShortestToken} to {LongestToken} letters, digits or signs, "
                + "no spaces.");
    }

    private static string HostName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns
        ? name
        : throw new UsageException($"--allowed-host {name}: must be a name such as films.example.org, without scheme and port.");

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
        : throw new UsageException(
            $"--behind-proxy {text}: must be an address such as 10.0.0.2, or a network such as 10.0.0.0/24.");

    private async Task Serve(Session session, RatingDataset data, ServerOptions options, Action? train)
    {
        var server = await Start(data, options);
        var result = new { Address = server.Address.ToString().TrimEnd('/'), options.Run, options.FeedbackFile };
        session.Answer(result, printer => printer.Line(result.Address));
        Warn(session, options);
        var training = train is null ? Task.CompletedTask : Task.Run(train);
        session.Reporter.Say("Open this address in a browser; Ctrl-C stops.");
        var served = (Data: data, Options: options with { Port = server.Address.Port });
        while (true)
        {
            string? next;
            await using (server)
            {
                next = await server.WaitAsync(session.Interrupted);
            }

            if (next is null)
            {
                break;
            }

            (server, served) = await Switch(session, served, next);
        }

        await training;
    }

    /// <summary>Serves another run at the same address; where that cannot be, the one before, and the page says why.</summary>
    private static async Task<(DrrServer Server, (RatingDataset Data, ServerOptions Options) Served)> Switch(
        Session session, (RatingDataset Data, ServerOptions Options) before, string run)
    {
        try
        {
            var folder = RunFolder.Open(run);
            var data = folder.ReadEnvironment().DataPath is { } path
                ? Pipeline.Read(path, table: folder.ReadConfig().Data) : SyntheticDataset.Generate();
            var options = before.Options with { Run = run, FeedbackFile = Path.Combine(run, FeedbackName), SwitchFault = null };
            var server = await Start(data, options);
            session.Reporter.Say($"{run} answers now.");
            return (server, (data, options));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            session.Reporter.Say($"{run} cannot be served: {FaultText.Of(fault)}");
            var options = before.Options with
            {
                SwitchFault = $"{Path.GetFileName(run)} cannot be served: {FaultText.Of(fault)}",
            };
            return (await Start(before.Data, options), before);
        }
    }

    private static async Task<DrrServer> Start(RatingDataset data, ServerOptions options)
    {
        try
        {
            return await DrrServer.StartAsync(data, options);
        }
        catch (AddressException fault)
        {
            throw new UsageException($"--host {options.Host} --port {options.Port}: {fault.Message} Pass others.");
        }
    }

    /// <summary>Trains a run for the page, as <see cref="TrainCommand"/> would.</summary>
    private static void Train(Session session, TrainingOrder order, CancellationToken stop)
    {
        if (order is not { Data: { } data, Preset: { } preset })
        {
            var folder = RunFolder.Open(order.Run);
            RecordedTraining.Resume(session, folder, folder.ReadEnvironment().DataPath, stop);
            return;
        }

        var layers = new SettingLayers().AddPreset(preset);
        layers.AddEnvironment(session.Terminal.Variables);
        RecordedTraining.Begin(session, order.Run, data, layers.Resolve(), layers.Origins, embeddings: null, stop);
    }

    /// <summary>Trains on the built-in data set, or resumes that training. Meanwhile the service answers with the baselines,
    /// and with the best agent so far.</summary>
    private static void Train(Session session, RatingDataset data, string path)
    {
        try
        {
            var options = RunFolder.IsRun(path) ? RunFolder.Open(path).ReadConfig() : Presets.Demo;
            var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
            using var run = new TrainedRun(path, pipeline, pipeline.Split());
            run.Complete();
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

    private RatingDataset ReadData(Session session, RunFolder run) =>
        (session.Arguments.GetValue(_data) ?? run.ReadEnvironment().DataPath) is { } path
            ? Pipeline.Read(path, table: _table.Resolve(session, run.ReadConfig()))
            : SyntheticDataset.Generate(); // the run was made on the built-in data
}
