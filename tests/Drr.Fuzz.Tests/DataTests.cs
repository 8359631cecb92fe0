using System.IO.Compression;
using System.Text;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Data.Synthesis;
using Drr.Export.Tables;
using Drr.TestKit;

namespace Drr.Fuzz.Tests;

/// <summary>The readers of ratings, in every form.</summary>
public sealed class DataTests : IDisposable
{
    private const string Shop = "visitor;sku;at\nann;red shoe;2025-01-31T12:00:00Z\nann;hat;2025-02-01\nbob;hat;1738368000\n";
    private static readonly RatingDataset s_small = SyntheticDataset.Generate(new() { Users = 12, Items = 20, Ratings = 60 });
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ratings.dat"), InlineData("movies.dat"), InlineData("users.dat")]
    public void Ml1M(string file) => InFolder("ml1m", Written("ml1m", s_small), file);

    [Theory]
    [InlineData("ratings.csv"), InlineData("movies.csv"), InlineData("users.csv")]
    public void MlLatest(string file) => InFolder("latest", Written("latest", Halves()), file);

    [Theory]
    [InlineData("u.data"), InlineData("u.item"), InlineData("u.user")]
    public void Ml100K(string file)
    {
        var flags = string.Join('|', Enumerable.Repeat("1", 19));
        _folder.Write("ml100k/u.data", "1\t10\t5\t978300760\n2\t10\t4\t978298413\n2\t30\t1\t978298413\n");
        _folder.Write("ml100k/u.item", $"10|Amélie (2001)|01-Jan-2001||http://x|{flags}\n30|Heat||||{flags}\n");
        _folder.Write("ml100k/u.user", "1|24|F|technician|85711\n2|53|M|other|94043\n");
        File.WriteAllText(_folder["ml100k/u.item"], File.ReadAllText(_folder["ml100k/u.item"]), Encoding.Latin1);
        InFolder("ml100k", _folder["ml100k"], file);
    }

    [Theory]
    [InlineData("ratings.dat"), InlineData("movies.dat")]
    public void Ml10M(string file)
    {
        _folder.Write("ml10m/ratings.dat", "1::10::5::978300760\n1::20::3.5::978300700\n2::10::0.5::978298413\n");
        _folder.Write("ml10m/movies.dat", "10::Amélie (2001)::Comedy|Romance\n20::Heat (1995)::(no genres listed)\n");
        InFolder("ml10m", _folder["ml10m"], file);
    }

    [Theory]
    [InlineData("drr-dataset.json"), InlineData("ratings.csv"), InlineData("items.csv")]
    public void Own_form(string file)
    {
        File.WriteAllText(_folder["shop.csv"], Shop);
        var events = DatasetReader.Read(_folder["shop.csv"], new() { Columns = "user=visitor,item=sku,time=at" });
        InFolder("own", Written("own", events), file);
    }

    [Fact]
    public void Zip()
    {
        ZipFile.CreateFromDirectory(Written("zipped", s_small), _folder["whole.zip"], CompressionLevel.Fastest, false);
        OneFile("zip", "case.zip", new(), File.ReadAllBytes(_folder["whole.zip"]));
    }

    [Fact]
    public void Table_with_separators() => OneFile(
        "table", "shop.csv", new() { Columns = "user=visitor,item=sku,time=at" }, [
            .. new[] { Shop, Shop.Replace(';', '\t'), "\uFEFF" + Shop.Replace(';', ',') }.Select(Encoding.UTF8.GetBytes),
        ]);

    [Fact]
    public void Table_by_number() => OneFile(
        "numbers", "stars.txt", new() { Columns = "user=1,item=2,rating=3", Scale = "0..10:0.5" },
        "7::a::9.5\n7::b::0\n8::a::3\n"u8.ToArray(), "7|a|9.5\n7|\"b|c\"|0\n8|a|3\n"u8.ToArray());

    [Fact]
    public void Table_packed_by_gzip()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Shop));
        }

        OneFile("gzip", "shop.csv.gz", new() { Columns = "user=visitor,item=sku,time=at" }, packed.ToArray());
    }

    [Fact]
    public async Task Parquet()
    {
        using var file = new MemoryStream();
        await ParquetTable.WriteAsync(file,
        [
            [
                new("user", new[] { "ann", "ann", "bob" }), new("item", new[] { 4, 5, 4 }), new("rating", new[] { 1f, 2.5f, 4f }),
                new("time", new[] { 978300760, 978300761, 978300762 }),
            ],
        ]);
        OneFile("parquet", "ratings.parquet", new(), file.ToArray());
    }

    private static RatingDataset Halves()
    {
        var rows = s_small.Ratings.ToArray().Select(row => row with { Value = row.Value - 0.5f });
        return new("halves", s_small.Users, s_small.Items, rows, RatingScale.HalfStars);
    }

    private string Written(string name, RatingDataset data)
    {
        DatasetWriter.Write(data, _folder[name]);
        return _folder[name];
    }

    private static void InFolder(string form, string folder, string file)
    {
        var path = Path.Combine(folder, file);
        Fuzzing.Run($"{form}-{file}", [File.ReadAllBytes(path)], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return Judged(folder, new());
        });
    }

    private void OneFile(string target, string file, TableOptions options, params byte[][] whole) =>
        Fuzzing.Run(target, whole, bytes =>
        {
            File.WriteAllBytes(_folder[file], bytes);
            return Judged(_folder[file], options);
        });

    /// <summary>A check throws nothing; each fault names its file, and reading stops at the first of them.</summary>
    private static string? Judged(string path, TableOptions options)
    {
        var check = DatasetReader.Check(path, options);
        foreach (var fault in check.Faults)
        {
            if (!fault.File.Contains('.', StringComparison.Ordinal) && fault.File != path)
            {
                return $"no file: {fault}";
            }

            if (Fuzzing.FaultOf(fault.ToString()) is { } wrong)
            {
                return wrong;
            }
        }

        try
        {
            var data = DatasetReader.Read(path, options);
            return check.IsValid && data.Ratings.Length == check.Ratings ? null : "read although the check found a fault";
        }
        catch (InvalidDataException fault)
        {
            return check.IsValid ? $"the check found nothing: {fault.Message}"
                : fault.Message == check.Faults[0].ToString() || check.FaultCount > 1 ? null
                : $"the check said {check.Faults[0]}, reading {fault.Message}";
        }
    }
}
