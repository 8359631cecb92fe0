using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Drr.Web.Tests;

/// <summary>Requests that must be answered with a certain status.</summary>
internal static class HttpExtensions
{
    internal static async Task<JsonElement> Get(
        this HttpClient client, string path, HttpStatusCode status = HttpStatusCode.OK) =>
        await Read(await client.GetAsync(path, SmallService.Stop), status);

    internal static async Task<JsonElement> Post(
        this HttpClient client, string path, string body, HttpStatusCode status = HttpStatusCode.OK) =>
        await Read(await client.PostAsync(path, SmallService.Json(body), SmallService.Stop), status);

    internal static async Task Delete(this HttpClient client, string path, HttpStatusCode status)
    {
        var answer = await client.DeleteAsync(path, SmallService.Stop);
        Assert.Equal(status, answer.StatusCode);
    }

    /// <summary>Sends bytes as they are, and reads until the service closes the connection.</summary>
    internal static async Task<string> Exchange(this Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, SmallService.Stop);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), SmallService.Stop);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(SmallService.Stop).WaitAsync(TimeSpan.FromMinutes(1), SmallService.Stop);
    }

    /// <summary>Raw ids of the films in a list.</summary>
    internal static int[] Films(this JsonElement list, string name) =>
    [
        .. list.GetProperty(name).EnumerateArray()
            .Select(item => item.TryGetProperty("film", out var film) ? film : item)
            .Select(film => film.GetProperty("id").GetInt32()),
    ];

    internal static async Task<JsonElement> Read(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync(SmallService.Stop);
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }
}
