using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Drr.Agent.Data.Formats;
using Drr.TestKit;

namespace Drr.Web.Tests.Protection;

public sealed class ImportTests(SmallService service) : IClassFixture<SmallService>
{
    private const string Movies = "1::Amélie <script>alert(1)</script> (2001)::Comedy|Romance\n2::Heat (1995)::Crime\n";

    [Fact]
    public async Task The_files_of_a_folder_are_checked_and_kept_and_the_rest_is_left_out()
    {
        var report = await Upload(
            "good", ("ml/movies.dat", Movies), ("ml/ratings.dat", "1::1::5::9\n1::2::3::10\n"),
            ("ml/users.dat", "1::F::25::4::02139\n"),
            ("ml/README", "x"));
        Assert.True(report.GetProperty("accepted").GetBoolean(), report.ToString());
        Assert.Equal(("ml1M", 1, 2, 2), (
            report.GetProperty("form").GetString(), Number(report, "users"), Number(report, "films"), Number(report, "ratings")));
        var kept = DatasetReader.Read(Path.Combine(service.ImportFolder, "good"));
        Assert.Equal("Amélie <script>alert(1)</script> (2001)", kept.Items[0].Title);
        Assert.Equal(("F", 25, "02139"), (kept.Users[0].Gender, kept.Users[0].Age, kept.Users[0].Zip));
        Assert.Equal(("imports/good", "train --data imports/good"), (
            report.GetProperty("path").GetString(), report.GetProperty("next").GetString()));
        var again = await Send("good", ("movies.dat", Encoding.Latin1.GetBytes(Movies)));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_folder_without_users_is_the_form_of_ml_10m()
    {
        var report = await Upload("no-users", ("movies.dat", Movies), ("ratings.dat", "1::1::5::9\n1::2::3::10\n"));
        Assert.Equal("ml10M", report.GetProperty("form").GetString());
    }

    [Fact]
    public async Task An_answer_tells_no_folder_of_this_machine()
    {
        var report = await Upload("no-films", ("ratings.dat", "1::1::5::9\n"));
        Assert.Contains("movies.dat", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("there/movies.dat", Movies);
        folder.Write("there/ratings.dat", "1::1::5::9\n");
        Directory.CreateSymbolicLink(folder["link"], folder["there"]);
        folder.Write("part/movies.dat", Movies);
        File.CreateSymbolicLink(folder["part/ratings.dat"], folder["there/ratings.dat"]);
        Directory.CreateDirectory(folder["deep"]);
        Directory.CreateSymbolicLink(folder["deep/link"], folder["there"]);
        foreach (var name in (string[])["link", "link/", "part", "part/movies.dat", "deep"])
        {
            var answer = await service.Client.Post(
                "/api/imports/path", JsonSerializer.Serialize(new { path = folder[name] }), HttpStatusCode.BadRequest);
            Assert.Contains("link", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_broken_line_is_named_and_nothing_is_kept()
    {
        var report = await Upload("bad", ("movies.dat", Movies), ("ratings.dat", "1::1::5::9\n1::2::six::10\n1::7::3::11\n"));
        Assert.False(report.GetProperty("accepted").GetBoolean());
        var faults = report.GetProperty("faults").EnumerateArray()
            .Select(f => $"{f.GetProperty("file").GetString()}:{f.GetProperty("line").GetInt32()}");
        Assert.Equal(["ratings.dat:2", "ratings.dat:3"], faults);
        Assert.False(Directory.Exists(Path.Combine(service.ImportFolder, "bad")));
    }

    [Fact]
    public async Task An_archive_is_taken_and_its_names_lead_nowhere()
    {
        using var folder = new TemporaryFolder();
        var archive = Archive(
            ("../../outside.dat", "x"), ("/tmp/absolute.dat", "x"), ("set/movies.dat", Movies),
            ("set/ratings.dat", "1::1::5::9\n"));
        var report = await HttpExtensions.Read(await Send("zipped", ("set.zip", archive)), HttpStatusCode.OK);
        Assert.True(report.GetProperty("accepted").GetBoolean(), report.ToString());
        Assert.Equal(["movies.dat", "ratings.dat"], Directory.EnumerateFiles(Path.Combine(service.ImportFolder, "zipped"))
            .Select(file => Path.GetFileName(file)!).Order());
        Assert.False(File.Exists("/tmp/absolute.dat"));
    }

    [Theory]
    [InlineData("../ratings.dat")]
    [InlineData("a/../../ratings.dat")]
    [InlineData("..\\ratings.dat")]
    public async Task A_file_name_that_leads_out_is_refused(string name)
    {
        var answer = await Send("x", (name, "1::1::5::9\n"u8.ToArray()));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".hidden")]
    [InlineData("/etc")]
    [InlineData("C:x")]
    [InlineData("")]
    [InlineData("new\nline")]
    public async Task A_data_set_name_that_leads_out_is_refused(string name)
    {
        var answer = await Send(name, ("movies.dat", Encoding.Latin1.GetBytes(Movies)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var path = await service.Client.PostAsync(
            "/api/imports/path", SmallService.Json(JsonSerializer.Serialize(new { path = "/" + name })), SmallService.Stop);
        Assert.NotEqual(HttpStatusCode.InternalServerError, path.StatusCode);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused_before_it_unpacks()
    {
        var zeros = Archive(("movies.dat", Movies), ("ratings.dat", new string('0', 200 << 20)));
        Assert.True(zeros.Length < 1 << 20, "small enough to be sent");
        var before = GC.GetTotalAllocatedBytes();
        var report = await HttpExtensions.Read(await Send("bomb", ("bomb.zip", zeros)), HttpStatusCode.OK);
        Assert.False(report.GetProperty("accepted").GetBoolean());
        Assert.Contains("unpack", report.GetProperty("faults").ToString(), StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 100 << 20, "It was unpacked.");
    }

    [Fact]
    public async Task More_than_an_import_may_have_is_refused()
    {
        var answer = await Send("large", ("movies.dat", new byte[(1 << 20) + 1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_path_of_this_machine_is_read_for_this_machine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("here/movies.dat", "1::Heat (1995)::Crime\n");
        folder.Write("here/ratings.dat", "1::1::5::9\n");
        var report = await service.Client.Post("/api/imports/path", JsonSerializer.Serialize(new { path = folder["here"] }));
        Assert.True(report.GetProperty("accepted").GetBoolean(), report.ToString());
        var missing = await service.Client.Post("/api/imports/path", """{"path":"/nowhere/at-all"}""");
        Assert.False(missing.GetProperty("accepted").GetBoolean());
    }

    private static byte[] Archive(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(Encoding.Latin1.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private async Task<JsonElement> Upload(string name, params (string Name, string Text)[] files) => await HttpExtensions.Read(
        await Send(name, [.. files.Select(f => (f.Name, Encoding.Latin1.GetBytes(f.Text)))]), HttpStatusCode.OK);

    private async Task<HttpResponseMessage> Send(string name, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(name), "name" } };
        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(file.Bytes), "files", file.Name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports") { Content = form };
        request.Headers.ExpectContinue = true; // refused before the body is sent, else the connection would be cut
        return await service.Client.SendAsync(request, SmallService.Stop);
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
