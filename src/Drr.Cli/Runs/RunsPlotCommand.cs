using System.CommandLine;
using Drr.Agent.Runs;
using Drr.Analysis.Training;
using Drr.Cli.Shell;
using Drr.Tensors;

namespace Drr.Cli.Runs;

/// <summary><c>drr runs plot</c>: the training curves of several runs in common figures.</summary>
internal sealed class RunsPlotCommand : CliCommand
{
    private readonly Argument<string[]> _runs =
        new("runs") { Description = "run folders", Arity = new ArgumentArity(1, 100) };

    private readonly Output _output;

    internal RunsPlotCommand() : base(
        "plot", "draw the training curves of several runs in common figures",
        "drr runs plot runs/001-train runs/002-train -o plots")
    {
        Add(_runs);
        _output = new Output(this, "the folder to write the pictures into", isFolder: true, required: true);
    }

    internal override int Run(Session session)
    {
        RunFolder[] runs = [.. session.Arguments.GetRequiredValue(_runs).Select(RunFolder.Open)];
        var folder = _output.Path(session);
        var figures = TrainingFigures.Of([.. runs.Select(run => TrainingLog.Of(FolderName(run), run))]);
        if (figures.Count == 0)
        {
            throw new InvalidDataException(
                $"{string.Join(", ", runs.Select(run => run.Path))}: nothing to draw before a first report.");
        }

        Directory.CreateDirectory(folder);
        string[] files = [.. figures.Select(figure => Path.Combine(folder, figure.Key + ".png"))];
        var pictures = files.Zip(figures, (file, figure) => (file, (Action<Stream>)(stream => stream.Write(figure.ToPng()))));
        AtomicFile.WriteAll([.. pictures], session.Interrupted);
        var answer = new { folder, files, figures = figures.Select(figure => new { figure.Key, figure.Title, figure.Caption }) };
        session.Answer(answer, printer =>
        {
            foreach (var (figure, file) in figures.Zip(files))
            {
                printer.Line($"{file}: {figure.Title}");
                printer.Line($"  {figure.Caption}");
            }
        });
        return ExitCode.Done;
    }

    private static string FolderName(RunFolder run) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Path)));
}
