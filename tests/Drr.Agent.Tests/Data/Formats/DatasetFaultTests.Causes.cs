using System.Diagnostics;
using System.IO.Compression;
using Drr.Agent.Data.Formats;

namespace Drr.Agent.Tests.Data.Formats;

public sealed partial class DatasetFaultTests
{
    [Fact]
    public void Kinds_of_faults_are_listed_one_after_the_other()
    {
        var rows = string.Concat(Enumerable.Range(1, 50).Select(i => $"1::{i + 100}::5::1\n{i + 100}::10::5::1\n"));
        using var folder = DataFolder.Ml1M().With(Ratings, rows);
        var faults = DatasetReader.Check(folder.Path).Faults;
        Assert.Equal(42, faults.Count);
        Assert.Equal("ratings.dat: and 30 more of this kind.", faults[20].ToString());
        Assert.Equal("ratings.dat:2: user 101 is not in users.dat.", faults[21].ToString());
    }

    [Theory]
    [InlineData("ratings.dat", "1\t10\t5\t1\n", "ratings.dat:1: holds no '::'")]
    [InlineData("ratings.csv", "userId;movieId;rating;timestamp\n1;10;4.5;1\n", "ratings.csv:1: expected the header")]
    [InlineData("u.data", "1 10 5 1\n", "u.data:1: holds no tab")]
    public void A_wrong_separator_is_one_fault(string file, string text, string expected)
    {
        using var folder = file == "u.data" ? DataFolder.Ml100K() : file == Ratings ? DataFolder.Ml1M() : DataFolder.MlLatest();
        folder.With(file, text + string.Concat(Enumerable.Repeat(text.Split('\n')[^2] + "\n", 1_000)));
        var fault = Assert.Single(DatasetReader.Check(folder.Path).Faults);
        Assert.StartsWith(expected, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_of_an_archive_comes_instead_of_the_faults_that_follow_from_it()
    {
        using var folder = DataFolder.Ml1M();
        var zip = folder.Zip(level: CompressionLevel.NoCompression);
        var bytes = File.ReadAllBytes(zip);
        bytes[bytes.AsSpan().IndexOf("978300760"u8)] = (byte)'x'; // a fault of its row too
        File.WriteAllBytes(zip, bytes);
        AssertFault("ratings.dat: cannot be read: its checksum differs from the archive's.", zip);
        Assert.Single(DatasetReader.Check(zip).Faults);
    }

    [Theory]
    [InlineData("1::10::5::978300760\n1::20::3::978300700\n2::10::4::978298413\n2::30::1::978298413", 4, "line end")]
    [InlineData("1::10::5::978300760\n1::20::3::978300700\n2::10::4::978298413\n2::30::1::97829\n", 4, "time 97829 lies far")]
    [InlineData("1::10::5::978300760\n1::20::3::9783007001\n2::10::4::978298413\n2::30::1::978298413\n", 2, "lies far")]
    public void What_may_be_a_cut_row_is_a_warning(string ratings, int line, string expected)
    {
        using var folder = DataFolder.Ml1M().With(Ratings, ratings);
        var check = DatasetReader.Check(folder.Path);
        Assert.Empty(check.Faults);
        Assert.Equal((Ratings, line), (check.Warnings[0].File, check.Warnings[0].Line));
        Assert.Contains(expected, check.Warnings[0].Text, StringComparison.Ordinal);
        var warnings = new List<DataFault>();
        Assert.Equal(4, DatasetReader.Read(folder.Path, warn: warnings.Add).Ratings.Length);
        Assert.Equal(check.Warnings, warnings);
    }

    [Fact]
    public async Task A_pipe_is_refused_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes with names are no files there");
        using var folder = DataFolder.Ml1M().Without(Ratings);
        var pipe = Path.Combine(folder.Path, Ratings);
        await Process.Start("mkfifo", pipe).WaitForExitAsync(TestContext.Current.CancellationToken);
        var stop = TestContext.Current.CancellationToken;
        await Task.Run(() => AssertFault("ratings.dat: cannot be read: it is empty, or is a pipe", folder.Path), stop)
            .WaitAsync(TimeSpan.FromSeconds(60), stop);
    }

    [Fact]
    public void A_link_to_itself_is_refused()
    {
        using var folder = DataFolder.Ml1M().Without(Ratings);
        var link = Path.Combine(folder.Path, Ratings);
        File.CreateSymbolicLink(link, link);
        AssertFault("ratings.dat: cannot be read: it ", folder.Path);
    }
}
