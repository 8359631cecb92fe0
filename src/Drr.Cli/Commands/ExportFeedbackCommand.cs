using System.CommandLine;
using Drr.Agent.Data.Synthesis;
using Drr.Tensors;
using Drr.Web.Feedback;

namespace Drr.Cli.Commands;

/// <summary><c>drr data export-feedback</c>: what users of the service said, as ratings to train on.</summary>
internal sealed class ExportFeedbackCommand : CliCommand
{
    private readonly Option<string> _feedback = new("--feedback")
    {
        Description = "the service's SQLite file; drr serve says where it is", HelpName = "file", Required = true,
    };

    private readonly Option<string> _data = DataOptions.Data(required: false);
    private readonly Output _output;

    internal ExportFeedbackCommand() : base(
        "export-feedback", "write a data set with the feedback of a service, to train on; without --data the built-in one",
        "drr data export-feedback --feedback runs/001-train/feedback.db --data ml-1m -o data/with-feedback")
    {
        Add(_feedback);
        Add(_data);
        _output = new Output(this, "the folder to write", isFolder: true, required: true);
    }

    internal override int Run(Session session)
    {
        var path = _output.Path(session);
        var feedback = session.Arguments.GetRequiredValue(_feedback);
        RegularFile.OpenRead(feedback).Dispose(); // the database's own reader would make a file that is missing
        var data = session.Arguments.GetValue(_data) is { } given ? DataOptions.Read(session, given) : SyntheticDataset.Generate();
        return DataOptions.Write(session, FeedbackExport.Merge(data, feedback), path);
    }
}
