using System.CommandLine;
using Drr.Agent.Data.Formats;
using Drr.Cli.Shell;
using static System.FormattableString;

namespace Drr.Cli.Data;

/// <summary><c>drr data fetch</c>: one of the MovieLens sets, as the zip file that GroupLens publishes.</summary>
internal sealed class FetchCommand : CliCommand
{
    private const string Mirror = "DRR_MIRROR";
    private readonly Argument<string> _name = new("name") { Description = "the data set" };
    private readonly Option<string?> _url = new("--url")
    {
        Description = $"the zip's address; when left out, that of GroupLens or of the server that {Mirror} names",
    };

    private readonly Option<string?> _md5 = new("--md5")
    {
        Description = "the zip's checksum, 32 hexadecimal digits; the published one when left out", HelpName = "digits",
    };

    private readonly Output _output;

    internal FetchCommand() : base(
        "fetch", "fetch a published MovieLens data set (research licence, see its README)",
        "drr data fetch ml-1m",
        "drr data fetch ml-latest-small -o data/small.zip",
        "drr data fetch ml-100k --url http://mirror.example/ml-100k.zip")
    {
        _name.AcceptOnlyFromAmong([.. PublishedDataset.All.Select(set => set.Name)]);
        Add(_name);
        Add(_url);
        Add(_md5);
        const string Where = "the zip file to write; data/NAME.zip when left out";
        _output = new Output(this, Where, isFolder: false, required: false, makesParent: true);
    }

    internal override int Run(Session session)
    {
        var set = PublishedDataset.All.Single(known => known.Name == session.Arguments.GetRequiredValue(_name));
        var address = Address(session, set);
        var md5 = session.Arguments.GetValue(_md5)?.ToLowerInvariant() ?? set.Md5;
        bool IsComplete(string file) => md5 is not null && File.Exists(file) && Download.Md5(file) == md5;
        var path = _output.Path(session, () => $"data/{set.Name}.zip", IsComplete);
        var isThere = IsComplete(path);
        if (!isThere)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var client = new HttpClient();
            new Download(client, address, path, session.Reporter)
                .Run(file => Check(file, md5, address), session.Interrupted).GetAwaiter().GetResult();
        }

        var bytes = new FileInfo(path).Length;
        session.Answer(new { file = path, address, bytes, md5 = Download.Md5(path), fetched = !isThere }, printer => printer.Line(
            isThere ? $"{path} is there already, with the right checksum" : Invariant($"{path}: {bytes:N0} bytes")));
        session.Reporter.Say($"Next: {session.Program} data check {path}");
        return ExitCode.Done;
    }

    /// <summary>By checksum, or, where there is none, by reading all of it.</summary>
    private static void Check(string file, string? md5, Uri address)
    {
        if (md5 is null)
        {
            DatasetReader.Read(file);
        }
        else if (Download.Md5(file) is var found && found != md5)
        {
            throw new InvalidDataException(
                $"{address}: the file's MD5 is {found}, expected {md5}: it is damaged or another version, and was deleted. "
                + "Fetch it again; for another version of the file pass its own --md5.");
        }
    }

    private Uri Address(Session session, PublishedDataset set)
    {
        var mirror = session.Terminal.Variables.GetValueOrDefault(Mirror);
        var (text, origin) = session.Arguments.GetValue(_url) is { } url ? (url, "--url") : (mirror, Mirror);
        if (string.IsNullOrEmpty(text))
        {
            return set.In(new Uri(PublishedDataset.Home));
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? (origin == Mirror ? set.In(address) : address)
            : throw new UsageException($"{origin} {text}: must be an address that begins with http:// or https://.");
    }
}

/// <summary>A data set that GroupLens publishes, as one zip file.</summary>
/// <param name="Name">Also the name of the zip file.</param>
/// <param name="Md5">The checksum that GroupLens publishes beside it; <c>null</c> for a set that is replaced
/// from time to time.</param>
internal sealed record PublishedDataset(string Name, string? Md5)
{
    /// <summary>Where GroupLens keeps them.</summary>
    internal const string Home = "https://files.grouplens.org/datasets/movielens/";

    internal static readonly IReadOnlyList<PublishedDataset> All =
    [
        new("ml-1m", "c4d9eecfca2ab87c1945afe126590906"),
        new("ml-100k", "0e33842e24a9c977be4e0107933c0723"),
        new("ml-latest-small", null),
    ];

    /// <summary>The address of the zip file, from that of its folder.</summary>
    internal Uri In(Uri folder) => new(new Uri(folder.AbsoluteUri.TrimEnd('/') + '/'), $"{Name}.zip");
}
