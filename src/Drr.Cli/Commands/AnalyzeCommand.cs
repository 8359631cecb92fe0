using System.CommandLine;
using Drr.Analysis;
using Drr.Analysis.Figures;
using Drr.Analysis.Protocols;
using Drr.Analysis.Reports;

namespace Drr.Cli.Commands;

/// <summary><c>drr analyze</c>: what a data set says, as a report with figures.</summary>
internal sealed class AnalyzeCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();
    private readonly Output _output;
    private readonly Option<bool> _crossValidate =
        new("--crossvalidate") { Description = "also cross-validate SVD, item cosine and user cosine (half a minute on ML-1M)" };

    internal AnalyzeCommand() : base(
        "analyze", "describe a data set in eleven figures and a report",
        "drr analyze --data ml-1m -o analysis", "drr analyze --data ml-1m -o analysis --crossvalidate --json")
    {
        Add(_data);
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
        Add(_crossValidate);
    }

    internal override int Run(Session session)
    {
        var folder = _output.Path(session);
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data));
        if (data.Ratings.IsEmpty)
        {
            throw new InvalidDataException($"{data.Name}: no ratings to analyze.");
        }

        var seed = DataOptions.Seed(session, standard: 1);
        var analysis = DatasetAnalysis.Of(data, session.Reporter, session.Interrupted);
        if (session.Arguments.GetValue(_crossValidate))
        {
            var validation = CrossValidation.Of(data, seed, session.Reporter, session.Interrupted);
            analysis = analysis with { CrossValidation = validation };
        }

        var figures = FigureSet.Of(analysis);
        var files = ReportFolder.Write(folder, analysis, figures, session.Reporter, session.Interrupted);
        session.Answer(
            new { folder, files, figures.LeftOut, Analysis = analysis },
            printer => AnalysisView.Print(folder, ReportDocument.Of(analysis, figures), printer));
        return ExitCode.Done;
    }
}
