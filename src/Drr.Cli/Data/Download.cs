using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Drr.Agent;
using static System.FormattableString;

namespace Drr.Cli.Data;

/// <summary>Downloads a file into <c>path.part</c>, resumes what an earlier attempt left there, and renames it once it is
/// complete and has been checked.</summary>
/// <param name="client">Sends the requests.</param> <param name="address">Where the file is.</param>
/// <param name="path">Where it goes.</param> <param name="progress">Takes the progress, in KiB.</param>
internal sealed class Download(HttpClient client, Uri address, string path, IProgress<StageProgress> progress)
{
    private const int Kibi = 1024;

    /// <summary>A server that sends nothing for this long counts as gone.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    private string Part => path + ".part";

    /// <summary>Downloads it.</summary>
    /// <param name="check">Throws an <see cref="InvalidDataException"/> if the complete file is not the one expected; the file is
    /// then deleted.</param>
    /// <param name="stop">Stops the download; what has arrived is kept.</param>
    /// <exception cref="InvalidDataException">The server cannot be reached, has no such file, stopped halfway, or sent another
    /// file; the message says which, and the way out.</exception>
    internal async Task Run(Action<string> check, CancellationToken stop)
    {
        try
        {
            await Receive(stop).ConfigureAwait(false);
        }
        catch (HttpRequestException fault) when (fault.StatusCode is null)
        {
            throw new InvalidDataException(
                $"{address.Authority} cannot be reached ({Reason(fault)}). Get {address} in another way and pass the zip as "
                + "--data, or name another server with --url.", fault);
        }
        catch (Exception fault) when (fault is HttpIOException or SocketException or TimeoutException)
        {
            var kept = Invariant($"{Length() / Kibi:N0} KiB");
            throw new InvalidDataException(
                $"{address}: the connection was cut after {kept}; run this again to go on from there.", fault);
        }

        try
        {
            check(Part);
        }
        catch (InvalidDataException)
        {
            File.Delete(Part); // resuming a wrong file cannot make it right
            throw;
        }

        File.Move(Part, path, overwrite: true);
    }

    /// <summary>The MD5 of a file, 32 hexadecimal digits: what GroupLens publishes.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "The published checksums are MD5.")]
    internal static string Md5(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(MD5.HashData(stream));
    }

    private async Task Receive(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var have = Length();
        request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
        const HttpCompletionOption HeadersFirst = HttpCompletionOption.ResponseHeadersRead;
        using var response = await client.SendAsync(request, HeadersFirst, stop).ConfigureAwait(false);
        var status = response.StatusCode;
        var goesOn = status == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (have > 0 && !goesOn && status is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            File.Delete(Part); // the server has another file now
            await Receive(stop).ConfigureAwait(false);
            return;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidDataException(
                $"{address}: the server answers {(int)status} {response.ReasonPhrase}; pass the right address as --url.");
        }

        await Copy(response.Content, goesOn ? have : 0, stop).ConfigureAwait(false); // 0 if the server ignores ranges
    }

    private async Task Copy(HttpContent content, long have, CancellationToken stop)
    {
        var total = have + content.Headers.ContentLength ?? 0;
        using var source = await content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await using var file = new FileStream(Part, have > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var buffer = new byte[64 * Kibi];
        while (true)
        {
            patience.CancelAfter(Patience);
            int count;
            try
            {
                count = await source.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
            {
                throw new TimeoutException("The server sends nothing.", fault);
            }

            if (count == 0)
            {
                return;
            }

            await file.WriteAsync(buffer.AsMemory(0, count), stop).ConfigureAwait(false);
            have += count;
            var (done, all) = ((int)(have / Kibi), (int)(Math.Max(total, have + Kibi) / Kibi)); // at most the total
            progress.Report(new StageProgress("fetch KiB", total > 0 && have == total ? all : Math.Min(done, all - 1), all));
        }
    }

    private long Length() => new FileInfo(Part) is { Exists: true, Length: var length } ? length : 0;

    private static string Reason(Exception fault) => (fault.InnerException ?? fault).Message;
}
