using System.Text;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.TestKit;
using FsCheck.Xunit;

namespace Drr.Agent.Tests.Data.Formats;

public sealed class DatasetReaderTests
{
    private static readonly Rating[] s_ratings =
        [new(0, 1, 3, 978300700), new(0, 0, 5, 978300760), new(1, 0, 4, 978298413), new(1, 2, 1, 978298413)];

    [Fact]
    public void The_ml1m_form_is_read()
    {
        using var folder = DataFolder.Ml1M();
        var data = DatasetReader.Read(folder.Path);
        Assert.Equal(s_ratings, data.Ratings.ToArray());
        Assert.Equal([new(1, "F", 1, "K-12 student", "48067"), new(2, "M", 56, "self-employed", "70072-1234")], data.Users);
        Assert.Equal(
            [(10, "Amélie (2001)", "Comedy|Romance"), (20, "Heat (1995)", "Action"), (30, "Nameless (1990)", "")],
            Described(data));
        Assert.Equal(RatingScale.WholeStars, data.Scale);
        Assert.Equal(Path.GetFileName(folder.Path), data.Name);
    }

    [Fact]
    public void The_ml100k_form_is_read()
    {
        using var folder = DataFolder.Ml100K();
        var data = DatasetReader.Read(folder.Path);
        Assert.Equal(s_ratings, data.Ratings.ToArray());
        Assert.Equal([new(1, "F", 24, "technician", "85711"), new(2, "M", 53, "other", "94043")], data.Users);
        Assert.Equal(
            [(10, "Amélie (2001)", "Comedy|Romance"), (20, "Heat (1995)", "Action"), (30, "unknown", "")], Described(data));
        Assert.Equal(RatingScale.WholeStars, data.Scale);
    }

    [Fact]
    public void The_ml_latest_form_is_read()
    {
        using var folder = DataFolder.MlLatest();
        var data = DatasetReader.Read(folder.Path);
        Assert.Equal(
            [new(0, 1, 3, 978300700), new(0, 0, 4.5f, 978300760), new(1, 0, 4, 978298413), new(1, 2, 0.5f, 978298413)],
            data.Ratings.ToArray());
        Assert.Equal([new User(1), new User(2)], data.Users);
        Assert.Equal(
            [(10, "Amélie (2001)", "Comedy|Romance"), (20, "Heat, \"The\" (1995)", "Action"), (30, "Nameless", "")],
            Described(data));
        Assert.Equal(RatingScale.HalfStars, data.Scale);
    }

    [Fact]
    public void The_ml10m_form_is_read()
    {
        using var folder = new DataFolder()
            .With("movies.dat", "10::Amélie (2001)::Comedy|Romance\n20::Heat (1995)::(no genres listed)\n", Encoding.UTF8)
            .With("ratings.dat", "1::10::5::978300760\n1::20::3.5::978300700\n2::10::0.5::978298413\n")
            .With("tags.dat", "1::10::excellent!::1188263867\n");
        var (data, check) = (DatasetReader.Read(folder.Path), DatasetReader.Check(folder.Path));
        Assert.Equal([new(0, 1, 3.5f, 978300700), new(0, 0, 5, 978300760), new(1, 0, 0.5f, 978298413)], data.Ratings.ToArray());
        Assert.Equal([new User(1), new User(2)], data.Users);
        Assert.Equal([(10, "Amélie (2001)", "Comedy|Romance"), (20, "Heat (1995)", "")], Described(data));
        Assert.Equal((RatingScale.HalfStars, DatasetForm.Ml10M, 0L), (data.Scale, check.Form, check.FaultCount));
    }

    [Fact]
    public void A_file_of_a_data_set_stands_for_its_folder()
    {
        using var folder = DataFolder.MlLatest();
        var data = DatasetReader.Read(Path.Combine(folder.Path, "ratings.csv"));
        Assert.Equal((4, Path.GetFileName(folder.Path)), (data.Ratings.Length, data.Name));
    }

    [Fact]
    public void Stars_without_a_point_are_whole_in_the_ml_latest_form()
    {
        using var folder = DataFolder.MlLatest().With("ratings.csv", "userId,movieId,rating,timestamp\n1,10,4,978300760\n");
        Assert.Equal(RatingScale.WholeStars, DatasetReader.Read(folder.Path).Scale);
    }

    [Fact]
    public void Users_of_the_ml_latest_form_are_read_where_there_are_any()
    {
        const string Users = "userId,gender,age,occupation,zip\n2,,,,\n1,M,30,\"maker, of films\",\n7,F,,,123\n";
        using var folder = DataFolder.MlLatest().With("users.csv", Users);
        User[] expected = [new(1, "M", 30, "maker, of films"), new(2), new(7, "F", Zip: "123")];
        Assert.Equal(expected, DatasetReader.Read(folder.Path).Users);
    }

    [Fact]
    public void Users_are_those_of_the_ratings_where_no_file_describes_them()
    {
        using var folder = DataFolder.Ml1M().Without("users.dat").With("ratings.dat", "9::10::5::1\n4::20::3::2\n9::20::1::3\n");
        var data = DatasetReader.Read(folder.Path);
        Assert.Equal([new User(4), new User(9)], data.Users);
        Assert.Equal([new(0, 1, 3, 2), new(1, 0, 5, 1), new(1, 1, 1, 3)], data.Ratings.ToArray());
    }

    [Theory]
    [InlineData("\r\n", true)]
    [InlineData("\r\n", false)]
    [InlineData("\n", false)]
    [InlineData("\n\n", true)]
    public void Line_ends_of_any_kind_are_accepted_and_the_last_may_be_missing(string lineEnd, bool last)
    {
        using var folder = DataFolder.Ml1M();
        foreach (var name in new[] { "users.dat", "movies.dat", "ratings.dat" })
        {
            var lines = File.ReadAllLines(Path.Combine(folder.Path, name), Encoding.Latin1);
            folder.With(name, string.Join(lineEnd, lines) + (last ? lineEnd : ""));
        }

        Assert.Equal(s_ratings, DatasetReader.Read(folder.Path).Ratings.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ml-1m/")]
    [InlineData("a/b/")]
    public void Zip_archives_are_read_with_the_files_in_any_folder(string prefix)
    {
        using var folder = DataFolder.Ml1M();
        var data = DatasetReader.Read(folder.Zip(prefix));
        Assert.Equal(s_ratings, data.Ratings.ToArray());
        Assert.Equal("packed", data.Name);
    }

    [Fact]
    public void Every_form_is_read_from_a_zip_archive()
    {
        using var ml100K = DataFolder.Ml100K();
        using var latest = DataFolder.MlLatest();
        Assert.Equal(4, DatasetReader.Read(ml100K.Zip("ml-100k/")).Ratings.Length);
        Assert.Equal(4, DatasetReader.Read(latest.Zip("ml-latest-small/")).Ratings.Length);
    }

    [Fact]
    public void Files_in_a_folder_of_the_folder_are_found()
    {
        using var folder = new DataFolder();
        using var source = DataFolder.Ml1M();
        foreach (var file in Directory.GetFiles(source.Path))
        {
            folder.With("films-1.0/" + Path.GetFileName(file), File.ReadAllBytes(file));
        }

        Assert.Equal(s_ratings, DatasetReader.Read(folder.Path).Ratings.ToArray());
        Assert.Equal("films-1.0", DatasetReader.Read(Path.Combine(folder.Path, "films-1.0/")).Name);
    }

    [Fact]
    public void A_byte_order_mark_is_accepted_in_a_utf8_file()
    {
        using var folder = DataFolder.MlLatest();
        var ratings = File.ReadAllBytes(Path.Combine(folder.Path, "ratings.csv"));
        folder.With("ratings.csv", [0xEF, 0xBB, 0xBF, .. ratings]);
        Assert.Equal(4, DatasetReader.Read(folder.Path).Ratings.Length);
    }

    [Fact]
    public void A_sound_data_set_checks_without_faults()
    {
        using var folder = DataFolder.Ml100K();
        var check = DatasetReader.Check(folder.Path);
        Assert.True(check.IsValid);
        Assert.Empty(check.Faults);
        Assert.Equal(
            (folder.Path, DatasetForm.Ml100K, 2, 3, 4), (check.Path, check.Form, check.Users, check.Items, check.Ratings));
    }

    [Property(MaxTest = 30)]
    public void The_order_of_lines_does_not_matter_where_times_differ(ulong seed)
    {
        using var folder = DataFolder.Ml1M();
        var rng = new Drr.Tensors.Rng(seed);
        var lines =
            from user in new[] { 1, 2 }
            from item in new[] { 10, 20, 30 }
            select $"{user}::{item}::3::{(user * 100) + item}";
        folder.With("ratings.dat", string.Join('\n', lines));
        var expected = DatasetReader.Read(folder.Path).Ratings.ToArray();
        foreach (var name in new[] { "users.dat", "movies.dat", "ratings.dat" })
        {
            var shuffled = File.ReadAllLines(Path.Combine(folder.Path, name), Encoding.Latin1);
            rng.Shuffle<string>(shuffled);
            folder.With(name, string.Join('\n', shuffled));
        }

        Assert.Equal(expected, DatasetReader.Read(folder.Path).Ratings.ToArray());
    }

    [Fact]
    public void Real_data_has_its_published_counts()
    {
        Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
        var data = DatasetReader.Read(MovieLens1M.Folder);
        Assert.Equal((6_040, 3_883, 1_000_209), (data.Users.Count, data.Items.Count, data.Ratings.Length));
        var (stars, times, rated) = (new int[6], new List<long>(), new HashSet<int>());
        foreach (var rating in data.Ratings)
        {
            stars[(int)rating.Value]++;
            times.Add(rating.Time);
            rated.Add(rating.Item);
        }

        Assert.Equal([0, 56_174, 107_557, 261_197, 348_971, 226_310], stars);
        Assert.Equal((956_703_932, 1_046_454_590), (times.Min(), times.Max()));
        Assert.Equal(3_706, rated.Count);
        Assert.True(DatasetReader.Check(MovieLens1M.Folder).IsValid);
    }

    private static IEnumerable<(int, string, string)> Described(RatingDataset data) =>
        data.Items.Select(item => (item.Id, item.Title, string.Join('|', item.Genres)));
}
