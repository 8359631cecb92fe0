namespace Drr.TestKit;

/// <summary>Where the MovieLens 1M files lie, which the project may not hold: <c>DRR_ML1M</c>, or <c>../shared/data/ml-1m</c>
/// beside the repository.</summary>
public static class MovieLens1M
{
    /// <summary>Why a test is skipped that needs the files.</summary>
    public const string Missing = "needs MovieLens 1M: set DRR_ML1M to its folder";

    /// <summary>The folder, or <c>null</c> where there is none.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var beside = new DirectoryInfo(AppContext.BaseDirectory);
        while (beside is not null && !File.Exists(Path.Combine(beside.FullName, "DrrNative.sln")))
        {
            beside = beside.Parent;
        }

        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("DRR_ML1M"),
            beside is null ? null : Path.Combine(beside.FullName, "../shared/data/ml-1m"),
        ];
        return candidates.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "ratings.dat")));
    }
}
