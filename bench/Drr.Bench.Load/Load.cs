using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Drr.Bench.Load;

/// <summary>Clients that ask as soon as they have their answer (a closed loop); each keeps one connection.</summary>
internal sealed class Load : IDisposable
{
    private readonly HttpClient _client;
    private readonly int[] _users;

    private Load(HttpClient client, int[] users) => (_client, _users) = (client, users);

    /// <summary>Finds users to ask for.</summary>
    public static async Task<Load> Connect(Uri address, CancellationToken stop)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1_024 }) { BaseAddress = address };
        var users = new List<int>();
        for (var page = 1; page <= 10; page++)
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync($"/api/users?pageSize=100&page={page}", stop));
            users.AddRange(answer.RootElement.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("id").GetInt32()));
        }

        return new(client, [.. users]);
    }

    public async Task<LoadResult> Run(Work work, int clients, TimeSpan length, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var times = Enumerable.Range(0, clients).Select(_ => new List<double>()).ToArray();
        var failed = 0;
        await Task.WhenAll(times.Select((mine, client) => Task.Run(
            async () =>
            {
                for (var i = client; Stopwatch.GetElapsedTime(started) < length; i += clients)
                {
                    using var request = Request(work, _users[i % _users.Length]);
                    var asked = Stopwatch.GetTimestamp();
                    using var answer = await _client.SendAsync(request, stop);
                    mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                    if (!answer.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref failed);
                    }
                }
            },
            stop)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new([.. times.SelectMany(t => t).Order()], failed, seconds);
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(Work work, int user)
    {
        var (path, body) = work switch
        {
            Work.Feedback => ("feedback", """{"movieId":1,"action":"click"}"""u8.ToArray()),
            Work.ItemCosine => ("recommendations", """{"model":"item-cosine"}"""u8.ToArray()),
            _ => ("recommendations", "{}"u8.ToArray()),
        };
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return new(HttpMethod.Post, FormattableString.Invariant($"/api/users/{user}/{path}")) { Content = content };
    }
}
