using System.Text.Json;

namespace Drr.Cli.Tests;

internal static class JsonExtensions
{
    internal static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
