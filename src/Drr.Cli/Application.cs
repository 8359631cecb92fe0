using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Drr.Cli.Commands;

namespace Drr.Cli;

/// <summary>The program without its process: arguments in, exit code out.</summary>
internal static class Application
{
    /// <summary>Parses a command line and runs the command. Every fault ends here, as a line on stderr
    /// and an exit code.</summary>
    internal static int Run(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken interrupted)
    {
        var parsed = Root().Parse(arguments);
        if (arguments is [['[', ..], ..]) // a directive of the library: a shell asks how a line could go on, which is no fault
        {
            return parsed.Invoke(new() { Output = terminal.Out, Error = terminal.Error });
        }

        if (UsageErrors.In(parsed) is { Count: > 0 } errors)
        {
            return Fail(new UsageException(errors), terminal, verbose: false);
        }

        var session = new Session(parsed, terminal, interrupted);
        try
        {
            return parsed is { Action: null, CommandResult.Command: CliCommand command }
                ? command.Run(session)
                : parsed.Invoke(new() { Output = terminal.Out, Error = terminal.Error }); // help and version
        }
        catch (Exception fault)
        {
            session.Reporter.Clear();
            return Fail(fault, terminal, parsed.GetValue<bool>(CommonOptions.Verbose));
        }
    }

    /// <summary>All commands and options.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("Recommends films with deep reinforcement learning (DRR).");
        Command[] commands =
        [
            new DemoCommand(), new DataCommand(), new AnalyzeCommand(), new EmbedCommand(), new TrainCommand(),
            new SweepCommand(), new CompareStrategiesCommand(), new EvaluateCommand(), new CrossValidateCommand(), new RecommendCommand(),
            new ExportCommand(), new ImportWeightsCommand(), new RunsCommand(), new ConfigCommand(),
            new DoctorCommand(), new BenchCommand(), new CompletionCommand(), new ServeCommand(), new ReproduceCommand(),
        ];
        Array.ForEach(commands, root.Add);
        CommonOptions.AddTo(root);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    private static int Fail(Exception fault, Terminal terminal, bool verbose)
    {
        var code = ExitCode.Of(fault);
        var line = code == ExitCode.Interrupted ? "Interrupted." : fault.Message;
        terminal.Error.WriteLine($"drr: {(verbose ? fault : line)}");
        if (code == ExitCode.Failed && !verbose && fault is not (IOException or UnauthorizedAccessException)) // these say all
        {
            terminal.Error.WriteLine("drr: -v shows where this came from.");
        }

        return code;
    }
}
