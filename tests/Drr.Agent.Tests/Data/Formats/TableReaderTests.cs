using System.IO.Compression;
using System.Text;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;

namespace Drr.Agent.Tests.Data.Formats;

public sealed class TableReaderTests
{
    private const string Shop = "at;visitor;sku\n"
        + "2025-01-31T12:00:00Z;ann;red shoe\n2025-02-01;ann;hat\n2025-02-02 06:30;bob;hat\n2025-02-03;ann;red shoe\n";

    private static readonly TableOptions s_shop = new() { Columns = "user=visitor,item=sku,time=at" };

    [Theory]
    [InlineData(';'), InlineData(','), InlineData('\t'), InlineData('|')]
    public void Events_with_text_ids_are_read_whatever_separates_them(char separator)
    {
        using var folder = new DataFolder().With("shop.csv", Shop.Replace(';', separator));
        var data = DatasetReader.Read(Path.Combine(folder.Path, "shop.csv"), s_shop);
        Assert.Equal(("shop", "item", "pair"), (data.Name, data.ItemNoun, data.RatingNoun));
        Assert.Equal(["ann", "bob"], data.Users.Select(user => user.Key));
        Assert.Equal(["hat", "red shoe"], data.Items.Select(item => item.Title));
        Assert.Equal([1, 2], data.Users.Select(user => user.Id));
        Assert.Equal(
            [new(0, 1, 1, 1738324800), new(0, 0, 1, 1738368000), new(1, 0, 1, 1738477800)], data.Ratings.ToArray());
        Assert.Equal((0, 1, -1), (data.FindUser("ann"), data.FindItem("red shoe"), data.FindUser("eve")));
    }

    /// <summary>Found by the damaged Parquet files of <c>Drr.Fuzz.Tests</c>.</summary>
    [Fact]
    public void Values_a_rounding_off_the_scale_are_those_of_the_scale()
    {
        using var folder = new DataFolder().With("r.csv", "user,item,rating\n1,1,1.0000001\n1,2,2.5\n2,1,3.9999998\n");
        var columns = new TableOptions { Columns = "user=user,item=item,rating=rating" };
        var data = DatasetReader.Read(Path.Combine(folder.Path, "r.csv"), columns);
        Assert.Equal(new RatingScale(1, 4, 1.5f), data.Scale);
        Assert.Equal([1f, 2.5f, 4], data.Ratings.ToArray().Select(row => row.Value));
    }

    [Fact]
    public void Events_become_likes_or_counts()
    {
        using var folder = new DataFolder().With("shop.csv", Shop);
        var path = Path.Combine(folder.Path, "shop.csv");
        var liked = DatasetReader.Read(path, s_shop with { LikedFrom = 2 });
        Assert.Equal([1f, 0, 0], liked.Ratings.ToArray().Select(row => row.Value));
        Assert.Equal([1f, 0, 0], liked.Ratings.ToArray().Select(row => liked.Scale.Centred(row.Value)));
        var counts = DatasetReader.Read(path, s_shop with { CountUpTo = 4 });
        Assert.Equal([2 / 4f, 1 / 4f, 1 / 4f], counts.Ratings.ToArray().Select(row => counts.Scale.Centred(row.Value)));
    }

    [Fact]
    public void A_count_is_as_many_events()
    {
        using var folder = new DataFolder().With("plays.csv", "user,item,count\na,x,3\na,x,2\nb,x,1\n");
        var data = DatasetReader.Read(Path.Combine(folder.Path, "plays.csv"), new() { CountUpTo = 10 });
        Assert.Equal([5f, 1], data.Ratings.ToArray().Select(row => row.Value));
        Assert.False(data.HasTimes);
    }

    [Theory]
    [InlineData("1 2 5", 1, 5, 1)]
    [InlineData("0.5 4.5", 0.5, 4.5, 4)]
    [InlineData("0.5 3 5", 0.5, 5, 0.5)]
    [InlineData("0 20 100", 0, 100, 20)]
    [InlineData("-10 -9.75 3", -10, 3, 0.25)]
    [InlineData("0.1 0.2 0.7", 0.1, 0.7, 0.1)]
    public void A_scale_is_found_in_the_values(string values, float min, float max, float step)
    {
        var rows = values.Split(' ').Select((value, place) => $"1,{place},{value}");
        using var folder = new DataFolder().With("r.csv", "user,item,rating\n" + string.Join('\n', rows) + "\n");
        var data = DatasetReader.Read(Path.Combine(folder.Path, "r.csv"));
        Assert.Equal((min, max, step), (data.Scale.Min, data.Scale.Max, data.Scale.Step));
        Assert.Equal((-1f, 1f), (data.Scale.Centred(data.Scale.Min), data.Scale.Centred(data.Scale.Max)));
        Assert.Equal(values.Split(' ').Length, DatasetStats.Of(data).Stars.Sum(star => star.Ratings));
    }

    [Fact]
    public void Columns_are_taken_by_number_with_and_without_a_header()
    {
        using var folder = new DataFolder().With("n.txt", "7::10::4.5\n8::10::1\n")
            .With("h.txt", "u::i::r\n7::10::4.5\n8::10::1\n");
        var options = new TableOptions { Columns = "user=1,item=2,rating=3", Scale = "0.5..5:0.5" };
        var (bare, headed) = (DatasetReader.Read(Path.Combine(folder.Path, "n.txt"), options),
            DatasetReader.Read(Path.Combine(folder.Path, "h.txt"), options with { Header = true }));
        Assert.Equal(bare.Ratings.ToArray(), headed.Ratings.ToArray());
        Assert.Equal([7, 8], bare.Users.Select(user => user.Id));
        Assert.All(bare.Users, user => Assert.Null(user.Key));
    }

    [Fact]
    public void Items_and_users_are_described_by_files_beside()
    {
        using var folder = new DataFolder()
            .With("r.csv", "user,isbn,rating\n1,007,2\n2,8,9\n")
            .With("books.tsv", "isbn\tname\tshelf\n007\tThe \"Spy\"\tCrime|Old\n8\t\t\n9\tUnread\tPoetry\n", Encoding.UTF8)
            .With("people.csv", "id,sex,years\n2,F,31\n1,,\n");
        var data = DatasetReader.Read(Path.Combine(folder.Path, "r.csv"), new()
        {
            Columns = "user=user,item=isbn,rating=rating", ItemFile = "books.tsv",
            ItemColumns = "item=isbn,title=name,genres=shelf",
            UserFile = "people.csv", UserColumns = "user=id,gender=sex,age=years",
        });
        Assert.Equal(["The \"Spy\"", "8", "Unread"], data.Items.Select(item => item.Title));
        Assert.Equal(["007", "8", "9"], data.Items.Select(item => item.Label)); // 007 is no number: texts, in their order
        Assert.Equal(["Crime", "Old"], data.Items[0].Genres);
        Assert.Equal([new(1), new(2, "F", 31)], data.Users);
    }

    [Fact]
    public void A_file_packed_by_gzip_is_read_and_a_cut_one_is_a_fault()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Shop));
        }

        var bytes = packed.ToArray();
        using var folder = new DataFolder().With("shop.csv.gz", bytes).With("cut.csv.gz", bytes[..^12]);
        Assert.Equal(3, DatasetReader.Read(Path.Combine(folder.Path, "shop.csv.gz"), s_shop).Ratings.Length);
        var check = DatasetReader.Check(Path.Combine(folder.Path, "cut.csv.gz"), s_shop);
        Assert.Contains(check.Faults, fault => fault.Text.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("user,item,rating\n1,,3\n2,a,4\n", "r.csv:2: item is empty.")]
    [InlineData("user,item,rating\n1,a,x\n2,a,4\n", "r.csv:2: rating 'x' is not a number such as 4 or 3.5.")]
    [InlineData("user,item,rating\n1,a,3\n2,a\n", "r.csv:3: expected 3 fields 'user,item,rating', found 2.")]
    [InlineData("user,item,rating,time\n1,a,3,yesterday\n",
        "r.csv:2: time 'yesterday' is neither seconds nor milliseconds since 1970, nor a date such as 2024-01-31 or "
        + "2024-01-31T23:59:00Z.")]
    [InlineData("user,item,rating\n1,a,3\n1,a,4\n",
        "r.csv:3: user 1 rated item a on line 2 already; --repeats first or --repeats last keeps one of them.")]
    [InlineData("user,item,rating\n1,a,3\n2,a,3\n",
        "r.csv: every rating is 3: pass the scale that it is from, such as --scale 1..5, or leave rating out of "
        + "--columns to read the rows as events.")]
    [InlineData("uid,sku\n1,a\n",
        "r.csv:1: no column of its header is called user; its columns are uid, sku (separated by ','). Say "
        + "which hold what, such as --columns user=NAME,item=NAME,rating=NAME,time=NAME.")]
    public void A_fault_names_its_line_and_the_way_out(string text, string expected)
    {
        using var folder = new DataFolder().With("r.csv", text);
        var path = Path.Combine(folder.Path, "r.csv");
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => DatasetReader.Read(path)).Message);
        Assert.Equal(expected, DatasetReader.Check(path).Faults[0].ToString());
    }

    [Theory]
    [InlineData(RepeatedRatings.First, 2)]
    [InlineData(RepeatedRatings.Last, 4)]
    public void Of_repeated_ratings_the_first_or_last_in_time_counts(RepeatedRatings which, float value)
    {
        using var folder = new DataFolder().With("r.csv", "user,item,rating,time\n1,a,4,9\n1,a,2,5\n1,a,3,7\n2,a,1,1\n");
        var warnings = new List<string>();
        var data = DatasetReader.Read(
            Path.Combine(folder.Path, "r.csv"), new() { Repeats = which }, warn: warning => warnings.Add(warning.ToString()));
        Assert.Equal((2, value), (data.Ratings.Length, data.Ratings[0].Value));
        Assert.Contains(warnings, warning => warning.Contains("2 repeated ratings are left out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("user=a", "data.columns user=a: 'item' is missing.")]
    [InlineData("user=a,item=2", "data.columns user=a,item=2: columns are given by name or by number, not both.")]
    [InlineData("user=a,item=b,stars=c",
        "data.columns user=a,item=b,stars=c: 'stars' is unknown; columns are user, item, rating, time, count.")]
    [InlineData("user", "data.columns user: 'user' is not of the form user=name or user=1.")]
    public void Columns_that_cannot_be_meant_are_told(string columns, string expected) =>
        Assert.Equal([expected], DatasetReader.FaultsOf(new() { Columns = columns }));

    [Fact]
    public void What_is_no_MovieLens_form_is_written_in_the_own_one_and_reads_back_the_same()
    {
        using var folder = new DataFolder().With("shop.csv", Shop);
        var data = DatasetReader.Read(Path.Combine(folder.Path, "shop.csv"), s_shop with { CountUpTo = 3 });
        var own = Path.Combine(folder.Path, "own");
        Assert.Equal(DatasetForm.Table, DatasetWriter.Write(data, own).Form);
        foreach (var path in new[] { own, Path.Combine(own, "ratings.csv") })
        {
            var read = DatasetReader.Read(path);
            Assert.Equal(data.Ratings.ToArray(), read.Ratings.ToArray());
            Assert.Equal((data.Scale, data.ItemNoun), (read.Scale, read.ItemNoun));
            Assert.Equal(data.Users, read.Users);
            Assert.Equal(data.Items.Select(item => (item.Key, item.Title)), read.Items.Select(item => (item.Key, item.Title)));
        }
    }

    [Fact]
    public void Text_ids_are_part_of_the_hash_of_rows()
    {
        using var folder = new DataFolder().With("a.csv", Shop)
            .With("b.csv", Shop.Replace("ann", "ada", StringComparison.Ordinal));
        RowSet Rows(string file) =>
            DatasetSplit.ByRating(DatasetReader.Read(Path.Combine(folder.Path, file), s_shop), new(), 1).Rows(RowRole.Train);
        Assert.NotEqual(Rows("a.csv").Hash, Rows("b.csv").Hash);
    }

    [Theory]
    [InlineData("978300760", 978300760L)]
    [InlineData("978300760.9", 978300760L)]
    [InlineData("978300760123", 978300760L)]
    [InlineData("2001-01-01", 978307200L)]
    [InlineData("2001-01-01T00:00:00+01:00", 978303600L)]
    [InlineData("2001-01-01 01:02:03.456Z", 978310923L)]
    [InlineData("2001-02-29", null)]
    [InlineData("01/02/2001", null)]
    [InlineData("-5", null)]
    [InlineData("", null)]
    public void Times_are_read_in_the_forms_that_files_have(string text, long? seconds) =>
        Assert.Equal(seconds, Moments.Parse(Encoding.UTF8.GetBytes(text)));
}
