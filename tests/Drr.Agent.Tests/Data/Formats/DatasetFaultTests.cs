using System.IO.Compression;
using System.Text;
using Drr.Agent.Data.Formats;

namespace Drr.Agent.Tests.Data.Formats;

public sealed partial class DatasetFaultTests
{
    private const string Ratings = "ratings.dat", Movies = "movies.dat", Users = "users.dat";

    /// <summary>A file of the ML-1M form, what stands in it, and the first fault.</summary>
    public static TheoryData<string, string, string> Ml1MFaults() => new()
    {
        {
            Ratings, "1::10::5::1\n1::20::5\n2::10::1::1\n",
            "ratings.dat:2: expected 4 fields 'user::item::rating::time', found 3."
        },
        { Ratings, "1::10::5::1::9\n2::10::1::1\n", "ratings.dat:1: expected 4 fields 'user::item::rating::time', found 5." },
        {
            Ratings, "1::10::5::1\n\n\n1,20,5,2\n2::10::1::1\n",
            "ratings.dat:4: expected 4 fields 'user::item::rating::time', found 1."
        },
        {
            Ratings, "1::10::5::1\n1::20::5",
            "ratings.dat:2: expected 4 fields 'user::item::rating::time', found 3; "
            + "the file ends inside this row and may be cut short."
        },
        { Ratings, "1::10::5::1\n1::20::5\n", "ratings.dat:2: expected 4 fields 'user::item::rating::time', found 3." },
        { Ratings, "one::10::5::1\n", "ratings.dat:1: user 'one' is not a whole number from 0 to 2147483647." },
        { Ratings, "-1::10::5::1\n", "ratings.dat:1: user '-1' is not a whole number from 0 to 2147483647." },
        { Ratings, "::10::5::1\n", "ratings.dat:1: user '' is not a whole number from 0 to 2147483647." },
        { Ratings, "1::2147483648::5::1\n", "ratings.dat:1: item '2147483648' is not a whole number from 0 to 2147483647." },
        {
            Ratings, "1::18446744073709551626::5::1\n",
            "ratings.dat:1: item '18446744073709551626' is not a whole number from 0 to 2147483647."
        },
        { Ratings, "1:: 10::5::1\n", "ratings.dat:1: item ' 10' is not a whole number from 0 to 2147483647." },
        {
            Ratings, "1::10::5::978300760000\n",
            "ratings.dat:1: time '978300760000' is not a whole number from 0 to 253402300799."
        },
        { Ratings, "1::10::5::-3\n", "ratings.dat:1: time '-3' is not a whole number from 0 to 253402300799." },
        { Ratings, "1::10::5::1.5\n", "ratings.dat:1: time '1.5' is not a whole number from 0 to 253402300799." },
        { Ratings, "1::10::0::1\n", "ratings.dat:1: rating '0' is not one of 1, 2, ..., 5." },
        { Ratings, "1::10::6::1\n", "ratings.dat:1: rating '6' is not one of 1, 2, ..., 5." },
        { Ratings, "1::10::3.5::1\n", "ratings.dat:1: rating '3.5' is not one of 1, 2, ..., 5." },
        { Ratings, "1::10::nan::1\n", "ratings.dat:1: rating 'nan' is not one of 1, 2, ..., 5." },
        { Ratings, "1::10::::1\n", "ratings.dat:1: rating '' is not one of 1, 2, ..., 5." },
        { Ratings, "1::10::5::1\n1::11::5::1\n", "ratings.dat:2: item 11 is not in movies.dat." },
        { Ratings, "3::10::5::1\n", "ratings.dat:1: user 3 is not in users.dat." },
        { Ratings, "1::10::5::1\n2::10::5::1\n1::10::4::7\n", "ratings.dat:3: user 1 rated item 10 on line 1 already." },
        {
            Ratings, "\n1::20::5::1\n\n\n1::10::5::2\n\n2::10::5::1\n1::10::4::7\n",
            "ratings.dat:8: user 1 rated item 10 on line 5 already."
        },
        { Ratings, "1::10::5::1\r\n\r\n1::10::4::7\r\n", "ratings.dat:3: user 1 rated item 10 on line 1 already." },
        { Ratings, "1::10::5::1\r\r1::10::4::7\r", "ratings.dat:3: user 1 rated item 10 on line 1 already." },
        { Ratings, "1::10::é::1\n", "ratings.dat:1: rating 'é' is not one of 1, 2, ..., 5." },
        { Ratings, "", "ratings.dat: cannot be read: it is empty, or is a pipe or a device instead of a file." },
        { Ratings, "\n\n", "ratings.dat: holds no rows 'user::item::rating::time'." },
        { Ratings, "1::10::\0::1\n", "ratings.dat:1: holds a zero byte: the file is damaged, or it is UTF-16." },
        {
            Ratings, "1::10::5::1\n1::2\x1F::3::1\n",
            "ratings.dat: cannot be read: it holds the control character U+001F; the file is damaged, or no text."
        },
        { Movies, "10::Heat (1995)\n", "movies.dat:1: expected 3 fields 'item::title::genres', found 2." },
        { Movies, "10::Heat::War::Drama\n", "movies.dat:1: expected 3 fields 'item::title::genres', found 4." },
        { Movies, "ten::Heat::War\n", "movies.dat:1: item 'ten' is not a whole number from 0 to 2147483647." },
        { Movies, "10::::War\n", "movies.dat:1: title is empty." },
        { Movies, "10::Heat::War||Drama\n", "movies.dat:1: genres 'War||Drama' hold an empty genre." },
        { Movies, "10::Heat::War\n20::Hat::War\n10::Heat::War\n", "movies.dat:3: item 10 stands on line 1 already." },
        { Movies, "10::AmÃ©lie (2001)::Comedy\n", "movies.dat:1: title 'AmÃ©lie (2001)' is UTF-8 where Latin-1 is required." },
        { Movies, "ï»¿10::Heat::War\n", "movies.dat:1: starts with the byte order mark of UTF-8; the file must be Latin-1." },
        { Movies, "10::He\0at::War\n", "movies.dat:1: holds a zero byte: the file is damaged, or it is UTF-16." },
        { Movies, "10::He\tat::War\n", "movies.dat:1: title 'He\\u0009at' holds a control character." },
        { Movies, "", "movies.dat: cannot be read: it is empty, or is a pipe or a device instead of a file." },
        {
            Ratings, "1,10,5,1\n2,10,1,1\n",
            "ratings.dat:1: holds no '::', which must separate the fields 'user::item::rating::time'."
        },
        {
            Movies, "10::" + new string('x', 70_000) + "::War\n",
            "movies.dat: cannot be read: a row is longer than 65,536 bytes; the file is damaged, or none of this form."
        },
        { Users, "1::F::1::10\n", "users.dat:1: expected 5 fields 'user::gender::age::occupation::zip', found 4." },
        { Users, "1::f::1::10::1\n", "users.dat:1: gender 'f' is not F or M." },
        { Users, "1::F::200::10::1\n", "users.dat:1: age '200' is not a whole number from 0 to 150." },
        { Users, "1::F::25::21::1\n", "users.dat:1: occupation '21' is not a whole number from 0 to 20." },
        { Users, "1::F::25::2::1\n1::F::25::2::1\n", "users.dat:2: user 1 stands on line 1 already." },
    };

    /// <summary>The same for the other forms.</summary>
    public static TheoryData<string, string, string> OtherFaults() => new()
    {
        { "u.data", "1\t10\t5\n", "u.data:1: expected 4 fields 'user\\titem\\trating\\ttime', found 3." },
        {
            "u.item", "10|Heat|01-Jan-1995||http://x|1|0\n",
            "u.item:1: expected 24 fields 'item|title|date|video date|URL|19 genre flags', found 7."
        },
        {
            "u.item", $"10|Heat||||{DataFolder.Flags(3).Replace('1', '2')}\n",
            "u.item:1: Animation '2' is not a whole number from 0 to 1."
        },
        { "u.user", "1|F|24|technician|85711\n", "u.user:1: gender '24' is not F or M." },
        {
            "ratings.csv", "1,10,4.5,1\n",
            "ratings.csv:1: expected the header 'userId,movieId,rating,timestamp', found '1,10,4.5,1'."
        },
        { "ratings.csv", "userId,movieId,rating,timestamp\n", "ratings.csv: holds no rows 'userId,movieId,rating,timestamp'." },
        {
            "ratings.csv", "userId,movieId,rating,timestamp\n1,10,4.2,1\n",
            "ratings.csv:2: rating '4.2' is not one of 0.5, 1, ..., 5."
        },
        {
            "ratings.csv", "userId,movieId,rating,timestamp\n1,10,5.5,1\n",
            "ratings.csv:2: rating '5.5' is not one of 0.5, 1, ..., 5."
        },
        {
            "ratings.csv", "userId,movieId,rating,timestamp\n1,10,+4.5,1\n",
            "ratings.csv:2: rating '+4.5' is not one of 0.5, 1, ..., 5."
        },
        {
            "movies.csv", "movieId,title,genres\n10,\"Heat,War\n20,Hat,War\n",
            "movies.csv:2: a quoted field is not closed on its line."
        },
        { "movies.csv", "movieId,title,genres\n10,\"He\"at,War\n", "movies.csv:2: text follows a closing quote." },
        {
            "movies.csv", "movieId,title,genres\n10,He\"at,War\n",
            "movies.csv:2: a quote stands inside a field that is not quoted."
        },
        { "movies.csv", "movieId,title,genres\n10,Amélie,War\n", "movies.csv:2: title 'Am\uFFFDlie' is not UTF-8." },
    };

    [Theory]
    [MemberData(nameof(Ml1MFaults))]
    public void A_fault_of_the_ml1m_form_is_named_with_its_line(string file, string text, string expected)
    {
        using var folder = DataFolder.Ml1M().With(file, text);
        AssertFault(expected, folder.Path);
    }

    [Theory]
    [MemberData(nameof(OtherFaults))]
    public void A_fault_of_another_form_is_named_with_its_line(string file, string text, string expected)
    {
        using var folder = file.EndsWith(".csv", StringComparison.Ordinal) ? DataFolder.MlLatest() : DataFolder.Ml100K();
        AssertFault(expected, folder.With(file, text).Path);
    }

    [Fact]
    public void Utf16_is_recognised_with_and_without_its_mark()
    {
        using var folder = DataFolder.Ml1M().With(Movies, "10::Heat::War\n", Encoding.Unicode);
        AssertFault("movies.dat: looks like UTF-16; the file must be Latin-1.", folder.Path);
        folder.With(Movies, Encoding.BigEndianUnicode.GetBytes("10::Heat::War\n"));
        AssertFault("movies.dat: looks like UTF-16; the file must be Latin-1.", folder.Path);
        using var latest = DataFolder.MlLatest().With("ratings.csv", "userId,movieId,rating,timestamp\n", Encoding.Unicode);
        AssertFault("ratings.csv: looks like UTF-16; the file must be UTF-8.", latest.Path);
    }

    [Fact]
    public void Missing_files_are_named_with_the_place_that_was_searched()
    {
        using var folder = DataFolder.Ml1M().Without(Movies);
        AssertFault($"movies.dat: is missing; looked for movies.dat beside ratings.dat in {folder.Path}.", folder.Path);
        folder.Without(Ratings);
        AssertFault(
            $"{folder.Path}: holds no data set; looked for ratings.dat (ML-1M, ML-10M), u.data (ML-100K), "
            + "ratings.csv (ML-latest) in it and in the folders inside it.",
            folder.Path);
        var nowhere = Path.Combine(folder.Path, "nowhere");
        AssertFault($"{nowhere}: there is no such folder or zip file.", nowhere);
    }

    [Fact]
    public void Several_data_sets_in_one_folder_are_refused()
    {
        using var folder = DataFolder.Ml1M().With("u.data", "1\t10\t5\t1\n");
        AssertFault($"{folder.Path}: holds several data sets: ratings.dat, u.data; give the path of one.", folder.Path);
    }

    [Fact]
    public void A_file_that_is_no_archive_is_refused()
    {
        using var folder = DataFolder.Ml1M();
        var file = Path.Combine(folder.Path, Ratings);
        var other = Path.Combine(folder.Path, "other.zip");
        File.Move(file, other);
        AssertFault($"{other}: is neither a folder nor a whole zip archive; copy or fetch it again.", other);
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        using var folder = DataFolder.Ml1M();
        var zip = folder.Zip(level: CompressionLevel.NoCompression);
        var bytes = File.ReadAllBytes(zip);
        var at = bytes.AsSpan().IndexOf("978300760"u8);
        bytes[at] = (byte)'8'; // a digit for a digit: only the checksum can tell
        File.WriteAllBytes(zip, bytes);
        AssertFault("ratings.dat: cannot be read: its checksum differs from the archive's.", zip);
        File.WriteAllBytes(zip, bytes.AsSpan(0, bytes.Length - 30));
        AssertFault($"{zip}: is neither a folder nor a whole zip archive; copy or fetch it again.", zip);
    }

    [Fact]
    public void An_archive_that_unpacks_to_too_much_is_refused()
    {
        using var folder = DataFolder.Ml1M().With(Ratings, new string('\n', 1 << 20));
        AssertFault("ratings.dat: cannot be read: its ", folder.Zip());
    }

    [Fact]
    public void The_limits_of_archives_can_be_set()
    {
        using var folder = DataFolder.Ml1M();
        var zip = folder.Zip(level: CompressionLevel.NoCompression);
        var size = new FileInfo(Path.Combine(folder.Path, Movies)).Length; // the largest of the three
        var limits = new ReadLimits { UnpackedBytes = size - 1 };
        var tight = Assert.Throws<InvalidDataException>(() => DatasetReader.Read(zip, limits: limits));
        Assert.Equal(
            $"movies.dat: cannot be read: it unpacks to {size} bytes, more than the limit of {size - 1}.", tight.Message);
        var few = Assert.Throws<InvalidDataException>(() => DatasetReader.Read(zip, limits: new() { ZipEntries = 2 }));
        Assert.Equal($"{zip}: holds 3 files, more than the limit of 2.", few.Message);
        Assert.Equal(4, DatasetReader.Read(zip, limits: new() { ZipEntries = 3, UnpackedBytes = size }).Ratings.Length);
    }

    [Fact]
    public void A_check_lists_every_fault_and_goes_on()
    {
        using var folder = DataFolder.Ml1M()
            .With(Movies, "10::Heat::War\n20::::War\nx::Hat::War\n30::Hut::War\n")
            .With(Users, "1::F::1::10::1\n2::Q::999::99::1\n")
            .With(Ratings, "1::10::5::1\n1::20::9::x\n1::20::4::1\n1::77::4::1\n2::30::4::1\n1::10::4::2\n1::30::4::2\n1::10");
        var check = DatasetReader.Check(folder.Path);
        Assert.Equal(
            [
                "movies.dat:2: title is empty.",
                "movies.dat:3: item 'x' is not a whole number from 0 to 2147483647.",
                "users.dat:2: gender 'Q' is not F or M.",
                "users.dat:2: age '999' is not a whole number from 0 to 150.",
                "users.dat:2: occupation '99' is not a whole number from 0 to 20.",
                "ratings.dat:2: rating '9' is not one of 1, 2, ..., 5.",
                "ratings.dat:2: time 'x' is not a whole number from 0 to 253402300799.",
                "ratings.dat:4: item 77 is not in movies.dat.",
                "ratings.dat:8: expected 4 fields 'user::item::rating::time', found 2; "
                    + "the file ends inside this row and may be cut short.",
                "ratings.dat:6: user 1 rated item 10 on line 1 already.",
            ],
            check.Faults.Select(fault => fault.ToString()));
        Assert.Equal(10, check.FaultCount);
        Assert.Equal((2, 5, 3), (check.FaultsByFile[Movies], check.FaultsByFile[Ratings], check.FaultsByFile[Users]));
        Assert.Equal((1, 2, 2), (check.Users, check.Items, check.Ratings)); // rows that point at faulty ones go without a word
        Assert.False(check.IsValid);
    }

    [Fact]
    public void A_check_counts_what_it_does_not_list()
    {
        using var folder = DataFolder.Ml1M().With(Ratings, string.Concat(Enumerable.Repeat("1::10\n", 500)));
        var check = DatasetReader.Check(folder.Path, limits: new() { ListedFaults = 20 });
        Assert.Equal((21, 500), (check.Faults.Count, check.FaultCount));
        Assert.Equal("ratings.dat: and 480 more of this kind.", check.Faults[^1].ToString());
    }

    [Fact]
    public void A_check_without_the_film_file_does_not_call_every_rating_wrong()
    {
        using var folder = DataFolder.Ml1M().Without(Movies);
        var check = DatasetReader.Check(folder.Path);
        Assert.Equal((1, 4, 3), (check.FaultCount, check.Ratings, check.Items));
    }

    // Reading stops at the fault, and a check lists it first.
    private static void AssertFault(string expected, string path)
    {
        var message = Assert.Throws<InvalidDataException>(() => DatasetReader.Read(path)).Message;
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Assert.True(message.Length == expected.Length || !expected.EndsWith('.'), message);
        Assert.Equal(message, DatasetReader.Check(path).Faults[0].ToString());
    }
}
