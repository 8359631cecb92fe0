using System.CommandLine;
using Drr.Analysis.Protocols;
using Drr.Analysis.Reports;
using Drr.Cli.Data;
using Drr.Cli.Shell;

namespace Drr.Cli.Analysis;

/// <summary><c>drr crossvalidate</c>: matrix factorisation and neighbours over five folds of the ratings.</summary>
internal sealed class CrossValidateCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();

    internal CrossValidateCommand() : base(
        "crossvalidate", "measure SVD, item cosine, user cosine and popularity over five folds of the ratings",
        "drr crossvalidate --data ml-1m", "drr crossvalidate --data ml-1m --seed 2 --json") => Add(_data);

    internal override int Run(Session session)
    {
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data));
        var report = CrossValidation.Of(
            data, DataOptions.Seed(session, standard: 1), session.Reporter, session.Interrupted);
        session.Answer(report, printer => AnalysisView.Print(ReportSection.Of(report), printer));
        return ExitCode.Done;
    }
}
