using Drr.Agent.Data.Formats;
using Drr.Cli.Commands;

namespace Drr.Cli.Checks;

/// <summary>Whether there is something to train on.</summary>
internal static class DataCheck
{
    private const string Folder = "data", Fetch = "drr data fetch ml-1m, or drr data synth -o data/demo";

    /// <summary>Reads the data set at <paramref name="path"/>; without one, the first in the folder <c>data</c>.</summary>
    internal static Finding Of(string? path)
    {
        if ((path ?? First()) is not { } place)
        {
            return new("data", FindingLevel.Warn, $"none given, and none in {Folder}/", Fetch);
        }

        try
        {
            var data = DatasetReader.Read(place);
            var sizes = DataOptions.Sizes(data.Users.Count, data.Items.Count, data.Ratings.Length);
            return new("data", FindingLevel.Ok, $"{place}: {sizes}");
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            var level = path is null ? FindingLevel.Warn : FindingLevel.Fail;
            return new("data", level, fault.Message, $"drr data check {place}");
        }
    }

    private static string? First() => Directory.Exists(Folder)
        ? Directory.EnumerateFileSystemEntries(Folder)
            .Where(entry => Directory.Exists(entry) || entry.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).FirstOrDefault()
        : null;
}
