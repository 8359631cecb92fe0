namespace Drr.Cli.Fetching;

/// <summary>A data set that GroupLens publishes, as one zip file.</summary>
/// <param name="Name">Also the name of the zip file.</param>
/// <param name="Md5">The checksum that GroupLens publishes beside it; <c>null</c> for one that it makes anew from time to
/// time.</param>
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

    /// <summary>The zip file in a folder of the web.</summary>
    internal Uri In(Uri folder) => new(new Uri(folder.AbsoluteUri.TrimEnd('/') + '/'), $"{Name}.zip");
}
