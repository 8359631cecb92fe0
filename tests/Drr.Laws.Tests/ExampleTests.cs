using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Drr.Laws.Tests;

/// <summary>The programs that documents and <c>examples/</c> show: their very text is compiled, as by somebody outside, and
/// run.</summary>
[Collection(nameof(ExampleTests))]
public sealed partial class ExampleTests : IDisposable
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    private readonly string _folder = Directory.CreateTempSubdirectory("drr-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void README_trains_evaluates_and_recommends_in_fifteen_lines()
    {
        var program = Assert.Single(Shown("README.md"));
        Assert.InRange(program.Split('\n').Count(line => !line.StartsWith("using Drr", StringComparison.Ordinal)), 10, 15);
        var lines = Run(program.Replace("runs/first", Path.Combine(_folder, "run"), StringComparison.Ordinal));
        Assert.True(Precision("DRR-ave corrected") > 2 * Precision("random"), string.Join('\n', lines));
        Assert.Equal(3, lines.Count(line => UserList().IsMatch(line)));

        double Precision(string scorer) => double.Parse(
            lines.Single(line => line.StartsWith(scorer + " ", StringComparison.Ordinal)
                && line[scorer.Length..].TrimStart().StartsWith("precision", StringComparison.Ordinal)).Split(' ')[^1],
            CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("src/Drr.Tensors/README.md", "0 of 64 elements differ")]
    [InlineData("src/Drr.Autodiff/README.md", "slope 2.00, offset 1.00")]
    public void The_README_of_a_package_shows_a_program_that_runs(string document, string last)
    {
        Assert.Equal(last, Run(Assert.Single(Shown(document)))[^1]);
    }

    [Fact]
    public void The_README_of_the_agent_shows_the_same_program_as_README() =>
        Assert.Equal(Shown("README.md"), Shown("src/Drr.Agent/README.md"));

    [Fact]
    public void A_network_fits_a_function()
    {
        var distance = Distance().Match(Run(Repository.ReadText("examples/FitFunction.cs"))[^1]);
        Assert.InRange(double.Parse(distance.Groups[1].Value, CultureInfo.InvariantCulture), 0, 0.1);
    }

    [Fact]
    public void An_own_op_is_checked_and_a_wrong_one_is_found()
    {
        var lines = Run(Repository.ReadText("examples/OwnOp.cs"));
        Assert.StartsWith("softplus: gradient within ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("wrong softplus: Gradient of input 0 [3, 4] at element ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_is_run_here()
    {
        var here = Repository.ReadText("tests/Drr.Laws.Tests/ExampleTests.cs");
        Assert.All(Repository.SourceFiles("examples"), path => Assert.Contains($"\"{path}\"", here, StringComparison.Ordinal));
    }

    private static string[] Shown(string document) =>
        [.. Programs().Matches(Repository.ReadText(document)).Select(match => match.Groups[1].Value.Trim())];

    /// <summary>Compiles a program against the public members of the assemblies of this process, and runs it.</summary>
    /// <returns>The lines that it wrote.</returns>
    private static string[] Run(string program)
    {
        var options = CSharpParseOptions.Default.WithFeatures([new("FileBasedProgram", "true")]); // takes #: lines
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Example", [CSharpSyntaxTree.ParseText(ImplicitUsings, options), CSharpSyntaxTree.ParseText(program, options)],
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Error));
        using var image = new MemoryStream();
        var built = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(built.Success, string.Join('\n', built.Diagnostics));
        var (output, before) = (new StringWriter(CultureInfo.InvariantCulture), Console.Out);
        Console.SetOut(output);
        try
        {
            Assembly.Load(image.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Programs();

    [GeneratedRegex(@"^user \d+: \S.*(, \S.*){4}$")]
    private static partial Regex UserList();

    [GeneratedRegex(@"at most (\d\.\d+) from sin")]
    private static partial Regex Distance();
}
