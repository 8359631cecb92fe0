using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.Json;
using System.Text.Json.Serialization;
using Drr.Agent.Runs;
using Drr.Cli.Analysis;
using Drr.Cli.Data;
using Drr.Cli.Evaluation;
using Drr.Cli.Exporting;
using Drr.Cli.ThisMachine;
using Drr.Cli.Recommending;
using Drr.Cli.Runs;
using Drr.Cli.Service;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using Drr.Cli.Studies;
using Drr.Cli.Sweeps;
using Drr.Cli.Training;

namespace Drr.Cli;

/// <summary>The program without its process: arguments in, exit code out.</summary>
internal static class Application
{
    /// <summary>How long an interrupted command may go on before it is abandoned; the process ends in two seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions s_json =
        new(RunJson.Line) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Parses a command line and runs the command. Every fault ends here: a line on stderr and an exit code.</summary>
    internal static int Run(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken interrupted)
    {
        var parsed = Parse(arguments);
        // A directive such as [suggest]: a shell asks for completions of a line that is not finished, and so may be wrong.
        if (arguments is [['[', ..], ..])
        {
            return parsed.Invoke(Plain(terminal));
        }

        if (UsageErrors.In(parsed) is { Count: > 0 } errors)
        {
            var fault = new UsageException([.. errors.SkipLast(1)]);
            return Fail(fault, terminal, verbose: false, json: arguments.Contains(CommonOptions.Json), hint: errors[^1]);
        }

        var session = new Session(parsed, terminal, interrupted);
        try
        {
            return parsed is { Action: null, CommandResult.Command: CliCommand command }
                ? Run(command, session)
                : parsed.Invoke(Plain(terminal)); // help and version
        }
        catch (Exception fault)
        {
            session.Reporter.Clear();
            var (verbose, json) = (parsed.GetValue<bool>(CommonOptions.Verbose), parsed.GetValue<bool>(CommonOptions.Json));
            return Fail(fault, terminal, verbose, json);
        }
    }

    /// <summary>Runs a command on a thread of its own. One that does not end soon after an interruption is abandoned, unless it
    /// is saving. No file is left half written by that: files are written under another name and then renamed.</summary>
    private static int Run(CliCommand command, Session session)
    {
        var work = Task.Factory.StartNew(
            () => command.Run(session), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var done = ((IAsyncResult)work).AsyncWaitHandle;
        WaitHandle.WaitAny([done, session.Interrupted.WaitHandle]);
        while (!done.WaitOne(Patience) && session.IsSaving)
        {
        }

        return work.IsCompleted ? work.GetAwaiter().GetResult() : throw new OperationCanceledException(session.Interrupted);
    }

    /// <summary>All commands and options.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("Recommends films with deep reinforcement learning (DRR).");
        Command[] commands =
        [
            new DemoCommand(), new DataCommand(), new AnalyzeCommand(), new EmbedCommand(), new TrainCommand(),
            new SweepCommand(), new CompareStrategiesCommand(), new EvaluateCommand(), new CrossValidateCommand(),
            new SplitCommand(), new RecommendCommand(), new ExportCommand(), new ImportWeightsCommand(), new RunsCommand(),
            new ConfigCommand(), new DoctorCommand(), new VerifyCommand(), new BenchCommand(), new CompletionCommand(),
            new ServeCommand(), new ReproduceCommand(),
        ];
        Array.ForEach(commands, root.Add);
        CommonOptions.AddTo(root);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return root;
    }

    // "drr help train" is "drr train --help".
    private static ParseResult Parse(IReadOnlyList<string> arguments)
    {
        var root = Root();
        var asksHelp = arguments is ["help", ..];
        var parsed = root.Parse(asksHelp ? [.. arguments.Skip(1)] : arguments);
        return asksHelp && parsed.UnmatchedTokens.Count == 0 ? root.Parse([.. arguments.Skip(1), "--help"]) : parsed;
    }

    private static InvocationConfiguration Plain(Terminal terminal) =>
        new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };

    private static int Fail(Exception fault, Terminal terminal, bool verbose, bool json, string? hint = null)
    {
        var (code, text) = (ExitCode.Of(fault), FaultText.Of(fault));
        hint ??= code == ExitCode.Failed && !verbose && fault is not (IOException or UnauthorizedAccessException)
            ? "-v shows where this came from." : null; // what the system says of a file needs no more
        if (json)
        {
            terminal.Error.WriteLine(JsonSerializer.Serialize(FaultReport.Of(text, code, hint), s_json));
            return code;
        }

        terminal.Error.WriteLine($"drr: {(verbose ? fault : text)}");
        if (hint is not null)
        {
            terminal.Error.WriteLine(fault is UsageException ? hint : $"drr: {hint}");
        }

        return code;
    }
}
