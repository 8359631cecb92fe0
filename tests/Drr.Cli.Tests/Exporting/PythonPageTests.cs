using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Drr.Tensors;

namespace Drr.Cli.Tests.Exporting;

/// <summary>The lines of <c>docs/python.md</c>, run as they stand. A part whose packages no Python here has is skipped.</summary>
public sealed partial class PythonPageTests(PythonPageTests.Folder folder) : IClassFixture<PythonPageTests.Folder>
{
    private const string Run = "runs/001-demo";

    private static readonly string s_page = File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/python.md"));

    /// <summary>The files that the page reads, made by its own commands. A small run stands in place of the demo's.</summary>
    public sealed class Folder : IAsyncLifetime
    {
        private readonly SmallRun _small = new();

        public Folder() => Path = _small.New();

        internal string Path { get; }

        public async ValueTask InitializeAsync()
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, "runs"));
            Directory.Move(_small.CopyOfRun(), System.IO.Path.Combine(Path, Run));
            foreach (var line in Commands().Match(s_page).Groups[1].Value.Trim().Split('\n').Skip(1))
            {
                var done = await ChildProcess.Run(Path, line.Split(' ')[1..]);
                Assert.True(done.ExitCode == 0, $"{line}: {done.Error}");
            }
        }

        public ValueTask DisposeAsync()
        {
            _small.Dispose();
            return default;
        }
    }

    [Theory]
    [InlineData("Safetensors")]
    [InlineData("Safetensors without a package")]
    [InlineData("ONNX, read")]
    [InlineData("Parquet")]
    public void Vectors_are_read_as_they_were_written(string part)
    {
        var items = TensorFile.Read(Path.Combine(folder.Path, "vectors.safetensors")).Tensors["items"];
        var line = Execute(part).Split(' ');
        Assert.Equal(items.Shape.Select(extent => $"{extent}"), line[..2]);
        Assert.Equal(((float[])items.Values)[0], float.Parse(line[2], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Scores_are_computed() => Execute("ONNX, computed");

    [Fact]
    public void Events_are_read() => Execute("Curves");

    [Fact]
    public void Metrics_are_read_as_they_were_written()
    {
        var training = File.ReadLines(Path.Combine(folder.Path, Run, "metrics.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement).Where(record => record.Text("stage") == "train").ToArray();
        var last = training[^1];
        var line = Execute("Curves without a package").Split(' ');
        Assert.Equal([$"{training.Length}", $"{last.GetProperty("step").GetInt64()}"], line[..2]);
        Assert.Equal(last.GetProperty("rewardPerStep").GetDouble(), double.Parse(line[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Runs the part of the page under a heading.</summary>
    /// <returns>The last line that it wrote.</returns>
    private string Execute(string part)
    {
        var program = Parts().Matches(s_page).Single(match => match.Groups[1].Value == part).Groups[2].Value;
        var imports = string.Join("; ", Imports().Matches(program).Select(match => match.Value));
        var python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(name => Python(name, imports) is { ExitCode: 0 });
        Assert.SkipWhen(python is null, $"No python3 that takes '{imports}'.");
        var done = Python(python, program)!;
        Assert.True(done.ExitCode == 0, done.Error);
        return done.Out.Trim().Split('\n')[^1];
    }

    private Invocation? Python(string name, string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, ["-c", program])
            {
                WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new(process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception) // there is no such program
        {
            return null;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^```bash\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex("^## ([^\n]+)\n(?:(?!^## ).)*?^```python\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?:import|from) [^\n#]+", RegexOptions.Multiline)]
    private static partial Regex Imports();
}
