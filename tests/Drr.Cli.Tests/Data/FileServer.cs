using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Drr.Cli.Tests.Data;

/// <summary>A web server on the loopback address that has one file, and behaves as badly as it is told to.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _file;

    internal FileServer(byte[] file)
    {
        _file = file;
        _listener.Start();
        _ = Task.Run(Serve);
    }

    internal string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/set.zip";

    /// <summary>Whether it knows ranges.</summary>
    internal bool Ranges { get; set; } = true;

    /// <summary>Closes the connection after so many bytes of the body.</summary>
    internal int? CutAfter { get; set; }

    /// <summary>Sends that many bytes, then nothing, and keeps the connection.</summary>
    internal int? StallAfter { get; set; }

    internal string Status { get; set; } = "";

    /// <summary>Where each answer began in the file.</summary>
    internal List<int> Starts { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await Answer(client.GetStream());
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        var start = 0;
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (Ranges && line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                start = int.Parse(line["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            }
        }

        Starts.Add(start);
        var status = Status.Length > 0 ? Status
            : start > _file.Length ? "416 Range Not Satisfiable"
            : start > 0 ? "206 Partial Content" : "200 OK";
        var body = status[0] == '2' ? _file.AsMemory(start) : default;
        var range = start > 0 && body.Length > 0 ? $"Content-Range: bytes {start}-{_file.Length - 1}/{_file.Length}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{range}Connection: close\r\n\r\n"));
        await stream.WriteAsync(body[..Math.Min(body.Length, CutAfter ?? StallAfter ?? body.Length)]);
        if (StallAfter is not null)
        {
            await Task.Delay(TimeSpan.FromSeconds(20));
        }
    }
}
