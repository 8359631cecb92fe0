using System.CommandLine;
using Drr.Agent;
using Drr.Cli.Data;
using Drr.Cli.Settings;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Training;

/// <summary><c>drr embed</c>: fits vectors and stores them, so that several runs can share them.</summary>
internal sealed class EmbedCommand : CliCommand
{
    private readonly Option<string> _data = DataOptions.Data();
    private readonly Output _output;
    private readonly SettingFlags _settings;

    internal EmbedCommand() : base(
        "embed", "fit vectors of users and items on the training rows",
        "drr embed --data ml-1m -o pmf.safetensors --embedding pmf",
        "drr train --data ml-1m --embeddings pmf.safetensors --embedding pmf")
    {
        Add(_data);
        _output = new Output(this, "the file to write", isFolder: false, required: true);
        _settings = new SettingFlags(this, [SettingFlags.Embedding, SettingFlags.Protocol, .. TableFlags.All]);
    }

    internal override int Run(Session session)
    {
        var options = _settings.Resolve(session);
        var path = _output.Path(session);
        var data = DataOptions.Read(session, session.Arguments.GetRequiredValue(_data), options.Data);
        var pipeline = new Pipeline(data, options, session.Reporter, session.Interrupted);
        var embeddings = pipeline.Embed(pipeline.Split());
        embeddings.Save(path, data);
        var (method, size, rows) = (options.Embedding.Method, embeddings.Size, embeddings.Rows!);
        var fitted = embeddings.Fitted.Count(f => f);
        var (items, users) = (Counted.Of(fitted, data.ItemNoun), Counted.Of(data.Users.Count, "user"));
        var (fit, known) = (Counted.Of(rows.Items.Rows, data.RatingNoun), Counted.Of(rows.Users.Rows, data.RatingNoun));
        session.Answer(new { File = path, method, size, fitted, rows }, printer => printer.Line(
            Invariant($"{path}: {method} vectors of size {size}, of {items} from {fit}, of {users} from {known}")));
        return ExitCode.Done;
    }
}
