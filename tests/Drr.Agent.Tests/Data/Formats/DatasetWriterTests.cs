using System.Text;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Data.Synthesis;
using Drr.Tensors;
using Drr.TestKit;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Data.Formats;

public sealed class DatasetWriterTests
{
    private static readonly Item[] s_items = [new(3, "Amélie (2001)", ["Comedy", "Romance"]), new(7, "Nameless", [])];
    private static readonly User[] s_users = [new(1, "F", 25, "artist", "10001"), new(4, "M", 56, "other", "K1A-0B1")];
    private static readonly Rating[] s_ratings = [new(1, 0, 5, 30), new(0, 1, 4, 20), new(0, 0, 1, 20)];

    [Fact]
    public void What_fits_is_written_in_the_ml1m_form()
    {
        using var folder = new DataFolder();
        var written = DatasetWriter.Write(Data(), folder.Path);
        Assert.Equal((DatasetForm.Ml1M, (string?)null), (written.Form, written.Reason));
        Assert.Equal(["movies.dat", "ratings.dat", "users.dat"], written.Files);
        Assert.Equal("1::7::4::20\n1::3::1::20\n4::3::5::30\n", Text(folder, "ratings.dat"));
        Assert.Equal("3::Amélie (2001)::Comedy|Romance\n7::Nameless::\n", Text(folder, "movies.dat"));
        Assert.Equal("1::F::25::2::10001\n4::M::56::0::K1A-0B1\n", Text(folder, "users.dat"));
        Assert.Equal(["movies.dat", "ratings.dat", "users.dat"], folder.Names);
    }

    [Fact]
    public void Half_stars_are_written_in_the_ml_latest_form()
    {
        using var folder = new DataFolder();
        var data = Data(scale: RatingScale.HalfStars, ratings: [new(0, 0, 4.5f, 20), new(1, 1, 3, 7)]);
        var written = DatasetWriter.Write(data, folder.Path);
        Assert.Equal((DatasetForm.MlLatest, "the ML-1M form has no half stars"), (written.Form, written.Reason));
        Assert.Equal("userId,movieId,rating,timestamp\n1,3,4.5,20\n4,7,3.0,7\n", Text(folder, "ratings.csv"));
        Assert.Equal(
            "movieId,title,genres\n3,Amélie (2001),Comedy|Romance\n7,Nameless,(no genres listed)\n",
            Text(folder, "movies.csv", Encoding.UTF8));
        Assert.Equal("userId,gender,age,occupation,zip\n1,F,25,artist,10001\n4,M,56,other,K1A-0B1\n", Text(folder, "users.csv"));
    }

    [Fact]
    public void Whole_stars_stay_whole_in_the_ml_latest_form()
    {
        using var folder = new DataFolder();
        DatasetWriter.Write(Data(items: [new(3, "Ω", []), new(7, "\"A\", B", ["C"])]), folder.Path);
        Assert.Equal("userId,movieId,rating,timestamp\n1,7,4,20\n1,3,1,20\n4,3,5,30\n", Text(folder, "ratings.csv"));
        Assert.Equal(RatingScale.WholeStars, DatasetReader.Read(folder.Path).Scale);
    }

    private const string NoCode = "user 1 lacks a gender, an age or an occupation with a code of the ML-1M form";

    private const string BadGenre = "a genre of item 3 is empty, holds '|' or is '(no genres listed)'";

    /// <summary>What does not fit the ML-1M form, and the reason given.</summary>
    public static TheoryData<Item, User, string> Misfits() => new()
    {
        { new(3, "Ω", []), s_users[0], "item 3 'Ω' is not Latin-1, which the ML-1M form requires" },
        { new(3, "Ã©", []), s_users[0], "item 3 'Ã©' is UTF-8 where Latin-1 is required, which the ML-1M form requires" },
        { new(3, "A::B", []), s_users[0], "item 3 'A::B' holds the ML-1M form's separator '::'" },
        { new(3, "A:", []), s_users[0], "item 3 'A:' holds the ML-1M form's separator '::'" },
        { new(3, "A", ["x::y"]), s_users[0], "item 3 'A' holds the ML-1M form's separator '::'" },
        { new(3, "A", []), new(1, "F", 25, "technician", "1"), NoCode },
        { new(3, "A", []), new(1, "F", null, "artist", "1"), NoCode },
        { new(3, "A", []), new(1, "F", 1, "artist", "1::2"), "the zip of user 1 cannot stand in the ML-1M form" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void What_does_not_fit_the_ml1m_form_is_written_in_the_other_and_the_reason_told(Item item, User user, string reason)
    {
        using var folder = new DataFolder();
        var data = Data([item, s_items[1]], [user, s_users[1]]);
        Assert.Equal(reason, DatasetWriter.Write(data, folder.Path).Reason);
        AssertSame(data, DatasetReader.Read(folder.Path));
    }

    [Fact]
    public void Users_are_left_out_where_there_is_nothing_to_say()
    {
        using var folder = new DataFolder();
        var data = Data(users: [new(1), new(4)]);
        Assert.Equal(["movies.dat", "ratings.dat"], DatasetWriter.Write(data, folder.Path).Files);
        AssertSame(data, DatasetReader.Read(folder.Path));
    }

    [Fact]
    public void Users_without_ratings_are_kept()
    {
        using var folder = new DataFolder();
        var data = Data(users: [new(1), new(4), new(5)]);
        Assert.Equal(["movies.csv", "ratings.csv", "users.csv"], DatasetWriter.Write(data, folder.Path).Files);
        AssertSame(data, DatasetReader.Read(folder.Path));
    }

    /// <summary>What no form can hold.</summary>
    public static TheoryData<Item, User, Rating, string> Impossible() => new()
    {
        { new(3, "", []), s_users[0], s_ratings[0], "the title of item 3 is empty" },
        { new(3, "a\nb", []), s_users[0], s_ratings[0], "the title of item 3 holds a control character" },
        { new(3, "\uD800", []), s_users[0], s_ratings[0], "the title of item 3 is not UTF-8" },
        { new(3, new('x', 10_001), []), s_users[0], s_ratings[0], "the title of item 3 is longer than 10000 characters" },
        { new(-3, "A", []), s_users[0], s_ratings[0], "item -3 has a negative id" },
        { new(3, "A", ["x|y"]), s_users[0], s_ratings[0], BadGenre },
        { new(3, "A", ["x", ""]), s_users[0], s_ratings[0], BadGenre },
        { new(3, "A", ["(no genres listed)"]), s_users[0], s_ratings[0], BadGenre },
        { s_items[0], new(1, Zip: ""), s_ratings[0], "the zip of user 1 is empty" },
        { s_items[0], new(1, Occupation: "\t"), s_ratings[0], "the occupation of user 1 holds a control character" },
        { s_items[0], s_users[0], new(0, 0, 5, -1), "user 1 rated item 3 at -1, outside 0 to 253402300799" },
        { s_items[0], s_users[0], new(0, 1, 5, 20), "user 1 rated item 7 twice" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_no_form_can_hold_is_refused(Item item, User user, Rating rating, string reason)
    {
        using var folder = new DataFolder();
        var data = Data([item, s_items[1]], [user, s_users[1]], [rating, s_ratings[1]]);
        var message = Assert.Throws<ArgumentException>(() => DatasetWriter.Write(data, folder.Path)).Message;
        Assert.StartsWith($"'made' cannot be written: {reason}.", message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void Users_and_scales_out_of_range_are_refused()
    {
        using var folder = new DataFolder();
        Assert.Throws<ArgumentException>(() => DatasetWriter.Write(Data(users: [new(1, "X"), new(4)]), folder.Path));
        Assert.Throws<ArgumentException>(() => DatasetWriter.Write(Data(users: [new(1, Age: 151), new(4)]), folder.Path));
        Assert.Throws<ArgumentException>(() => DatasetWriter.Write(Data(ratings: []), folder.Path));
    }

    [Fact]
    public void Data_that_lies_there_is_replaced_only_on_demand()
    {
        using var folder = DataFolder.Ml100K();
        Assert.Throws<IOException>(() => DatasetWriter.Write(Data(), folder.Path));
        Assert.Equal(["u.data", "u.item", "u.user"], folder.Names);
        DatasetWriter.Write(Data(), folder.Path, overwrite: true);
        Assert.Equal(["movies.dat", "ratings.dat", "users.dat"], folder.Names);
        DatasetWriter.Write(Data(users: [new(1), new(4)]), folder.Path, overwrite: true);
        Assert.Equal(["movies.dat", "ratings.dat"], folder.Names);
    }

    [Fact]
    public void The_ml100k_form_is_carried_over_without_loss()
    {
        using var source = DataFolder.Ml100K();
        using var target = new DataFolder();
        var data = DatasetReader.Read(source.Path);
        Assert.Equal(DatasetForm.MlLatest, DatasetWriter.Write(data, target.Path).Form);
        AssertSame(data, DatasetReader.Read(target.Path));
    }

    [Property(MaxTest = 200)]
    public void What_was_written_is_read_back(ulong seed)
    {
        var data = Random(new Rng(seed));
        using var folder = new DataFolder();
        DatasetWriter.Write(data, folder.Path);
        AssertSame(data, DatasetReader.Read(folder.Path));
    }

    [Fact]
    public void Invented_data_is_read_back()
    {
        using var folder = new DataFolder();
        var data = SyntheticDataset.Generate();
        Assert.Equal(DatasetForm.Ml1M, DatasetWriter.Write(data, folder.Path).Form);
        AssertSame(data, DatasetReader.Read(folder.Path));
    }

    [Fact]
    public void Real_data_is_written_as_it_was()
    {
        Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
        using var folder = new DataFolder();
        var data = DatasetReader.Read(MovieLens1M.Folder);
        Assert.Equal(DatasetForm.Ml1M, DatasetWriter.Write(data, folder.Path).Form);
        AssertSame(data, DatasetReader.Read(folder.Path));
    }

    private static RatingDataset Data(
        Item[]? items = null, User[]? users = null, Rating[]? ratings = null, RatingScale? scale = null) =>
        new("made", users ?? s_users, items ?? s_items, ratings ?? s_ratings, scale ?? RatingScale.WholeStars);

    // Texts of the characters that separate and quote, and of some that only one encoding has.
    private static RatingDataset Random(Rng rng)
    {
        var plain = rng.NextInt(2) == 0; // every other data set has a chance to fit the ML-1M form
        var scale = rng.NextInt(3) == 0 ? RatingScale.HalfStars : RatingScale.WholeStars;
        var described = rng.NextInt(2) == 0;
        string[] occupations = ["artist", "writer", "technician"];
        User[] users =
        [
            .. Enumerable.Range(0, 1 + rng.NextInt(6)).Select(i => !described ? new User(3 * i) : new User(
                3 * i,
                rng.NextInt(2) == 0 ? "F" : "M",
                plain || rng.NextInt(2) == 0 ? rng.NextInt(151) : null,
                plain ? occupations[rng.NextInt(2)] : rng.NextInt(2) == 0 ? null : Word(),
                rng.NextInt(3) == 0 ? null : Word())),
        ];
        Item[] items = [.. Enumerable.Range(0, 1 + rng.NextInt(6)).Select(i => new Item((5 * i) + 1, Word(), Words()))];
        var values = scale == RatingScale.WholeStars ? 5 : 10;
        Rating[] ratings =
        [
            .. from user in Enumerable.Range(0, users.Length)
               from item in Enumerable.Range(0, items.Length)
               where (user + item == 0) || rng.NextInt(3) > 0
               select new Rating(user, item, scale.Min + (scale.Step * rng.NextInt(values)), rng.NextInt(4)),
        ];
        return new("random", users, items, ratings, scale);

        string[] Words() => [.. Enumerable.Range(0, rng.NextInt(3)).Select(_ => Word())];

        string Word()
        {
            var letters = plain ? "aé :,\"" : "aéΩ :,\"';\\©Ã\u0085";
            return new([.. Enumerable.Range(0, 1 + rng.NextInt(6)).Select(_ => letters[rng.NextInt(letters.Length)])]);
        }
    }

    private static void AssertSame(RatingDataset expected, RatingDataset actual)
    {
        Assert.Equal(expected.Users, actual.Users);
        Assert.Equal(expected.Items.Select(Shown), actual.Items.Select(Shown));
        Assert.True(expected.Ratings.SequenceEqual(actual.Ratings));
        Assert.Equal(expected.Scale, actual.Scale);

        static (int, string, string) Shown(Item item) => (item.Id, item.Title, string.Join('|', item.Genres));
    }

    private static string Text(DataFolder folder, string name, Encoding? encoding = null) =>
        File.ReadAllText(Path.Combine(folder.Path, name), encoding ?? Encoding.Latin1);
}
