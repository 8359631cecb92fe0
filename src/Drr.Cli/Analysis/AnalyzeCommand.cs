using System.CommandLine;
using Drr.Analysis;
using Drr.Analysis.Figures;
using Drr.Analysis.Protocols;
using Drr.Analysis.Reports;
using Drr.Cli.Data;
using Drr.Cli.Shell;

namespace Drr.Cli.Analysis;

/// <summary><c>drr analyze</c>: what a data set says, as a report with figures.</summary>
internal sealed class AnalyzeCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();
    private readonly TableFlags _table;
    private readonly Output _output;
    private readonly Option<bool> _crossValidate =
        new("--crossvalidate") { Description = "also cross-validate SVD, item cosine and user cosine (half a minute on ML-1M)" };

    internal AnalyzeCommand() : base(
        "analyze", "describe a data set in eleven figures and a report",
        "drr analyze --data ml-1m -o analysis", "drr analyze --data ml-1m -o analysis --crossvalidate --json")
    {
        Add(_data);
        _table = new TableFlags(this);
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
        Add(_crossValidate);
    }

    internal override int Run(Session session)
    {
        var folder = _output.Path(session);
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data), _table.Resolve(session));
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

/// <summary>An analysis as text: what the figures show in words, and the tables that go with no figure.</summary>
internal static class AnalysisView
{
    internal static void Print(string folder, ReportDocument report, Printer printer)
    {
        printer.Line(report.Title);
        printer.Line(report.Summary);
        foreach (var section in report.Sections)
        {
            printer.Line();
            Print(section, printer);
        }

        foreach (var figure in report.LeftOut)
        {
            printer.Line();
            printer.Line($"{figure.Figure}: left out, {figure.Reason}");
        }

        printer.Line();
        printer.Line($"{Path.Combine(folder, "report.html")}: the figures, most of them with a table");
    }

    internal static void Print(ReportSection section, Printer printer)
    {
        printer.Line(section.Title);
        if (section.Caption.Length > 0)
        {
            printer.Line($"  {section.Caption}");
        }

        foreach (var table in section.Figure is null ? section.Tables : [])
        {
            printer.Line($"  {table.Title}");
            printer.Table(table);
        }
    }
}

/// <summary><c>drr crossvalidate</c>: matrix factorisation and neighbours over five folds of the ratings.</summary>
internal sealed class CrossValidateCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();
    private readonly TableFlags _table;

    internal CrossValidateCommand() : base(
        "crossvalidate", "measure SVD, item cosine, user cosine and popularity over five folds of the ratings",
        "drr crossvalidate --data ml-1m", "drr crossvalidate --data ml-1m --seed 2 --json")
    {
        Add(_data);
        _table = new TableFlags(this);
    }

    internal override int Run(Session session)
    {
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data), _table.Resolve(session));
        var report = CrossValidation.Of(
            data, DataOptions.Seed(session, standard: 1), session.Reporter, session.Interrupted);
        session.Answer(report, printer => AnalysisView.Print(ReportSection.Of(report), printer));
        return ExitCode.Done;
    }
}
