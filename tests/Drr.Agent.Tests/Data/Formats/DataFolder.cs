using System.IO.Compression;
using System.Text;

namespace Drr.Agent.Tests.Data.Formats;

/// <summary>A folder with data files that goes when the test ends.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("drr-data-").FullName;

    /// <summary>The names of the files in it, sorted.</summary>
    public IEnumerable<string> Names => Directory.GetFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order();

    /// <summary>Two users, three films, four ratings in the ML-1M form.</summary>
    public static DataFolder Ml1M() => new DataFolder()
        .With("users.dat", "1::F::1::10::48067\n2::M::56::16::70072-1234\n")
        .With("movies.dat", "10::Amélie (2001)::Comedy|Romance\n20::Heat (1995)::Action\n30::Nameless (1990)::\n")
        .With("ratings.dat", "1::10::5::978300760\n1::20::3::978300700\n2::10::4::978298413\n2::30::1::978298413\n");

    /// <summary>The same ratings in the ML-100K form.</summary>
    public static DataFolder Ml100K() => new DataFolder()
        .With("u.user", "1|24|F|technician|85711\n2|53|M|other|94043\n")
        .With("u.item",
            $"10|Amélie (2001)|01-Jan-2001||http://x|{Flags(5, 14)}\n20|Heat (1995)|||x|{Flags(1)}\n30|unknown||||{Flags(0)}\n")
        .With("u.data", "1\t10\t5\t978300760\n1\t20\t3\t978300700\n2\t10\t4\t978298413\n2\t30\t1\t978298413\n");

    /// <summary>Nearly the same ratings, with half stars, in the ML-latest form.</summary>
    public static DataFolder MlLatest() => new DataFolder()
        .With(
            "movies.csv",
            "movieId,title,genres\n10,Amélie (2001),Comedy|Romance\n20,\"Heat, \"\"The\"\" (1995)\",Action\n"
            + "30,Nameless,(no genres listed)\n",
            Encoding.UTF8)
        .With(
            "ratings.csv",
            "userId,movieId,rating,timestamp\n1,10,4.5,978300760\n1,20,3.0,978300700\n2,10,4.0,978298413\n2,30,0.5,978298413\n");

    /// <summary>Writes a file, in Latin-1 where nothing else is said; a byte order mark is written only for UTF-16.</summary>
    public DataFolder With(string name, string text, Encoding? encoding = null)
    {
        encoding ??= Encoding.Latin1;
        return With(name, [.. encoding is UnicodeEncoding ? encoding.Preamble : [], .. encoding.GetBytes(text)]);
    }

    public DataFolder With(string name, byte[] bytes)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return this;
    }

    public DataFolder Without(string name)
    {
        File.Delete(System.IO.Path.Combine(Path, name));
        return this;
    }

    /// <summary>The files so far as an archive beside them.</summary>
    /// <param name="prefix">A folder inside the archive, such as <c>ml-1m/</c>.</param>
    /// <param name="level">How the files are packed.</param>
    public string Zip(string prefix = "", CompressionLevel level = CompressionLevel.Fastest)
    {
        var zip = System.IO.Path.Combine(Path, "packed.zip");
        var files = Directory.GetFiles(Path);
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach (var file in files)
        {
            archive.CreateEntryFromFile(file, prefix + System.IO.Path.GetFileName(file), level);
        }

        return zip;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>The 19 genre columns of <c>u.item</c>.</summary>
    public static string Flags(params int[] set) =>
        string.Join('|', Enumerable.Range(0, 19).Select(i => set.Contains(i) ? "1" : "0"));
}
