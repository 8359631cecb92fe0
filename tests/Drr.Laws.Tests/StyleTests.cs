using System.Reflection;
using System.Text.RegularExpressions;

namespace Drr.Laws.Tests;

/// <summary>What the layout promises a reader: namespaces are folders, files are short, every kernel
/// has its plain twin.</summary>
public sealed partial class StyleTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 130;

    [Fact]
    public void A_namespace_is_the_folder()
    {
        var wrong =
            from path in Repository.SourceFiles("src").Concat(Repository.SourceFiles("tests"))
            let declared = Repository.ReadLines(path).Select(line => NamespaceLine().Match(line)).FirstOrDefault(m => m.Success)
            where declared is not null // top-level programs declare none
            let folder = string.Join('.', path.Split('/')[1..^1])
            where declared.Groups[1].Value != folder
            select $"{path}: {declared.Groups[1].Value}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_and_lines_are_short()
    {
        var wrong =
            from path in new[] { "src", "tests", "bench", "lessons", "examples" }.SelectMany(Repository.SourceFiles)
            let lines = Repository.ReadLines(path)
            where lines.Length > LongestFile || lines.Any(line => line.Length > LongestLine)
            select $"{path}: {lines.Length} lines, the widest {lines.Max(line => line.Length)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_fast_kernel_has_a_plain_twin_with_the_same_signature()
    {
        var kernels = Signatures("Drr.Tensors.Kernels");
        Assert.NotEmpty(kernels);
        Assert.Empty(kernels.Except(Signatures("Drr.Tensors.Reference")));
    }

    private static List<string> Signatures(string @namespace) =>
    [
        .. from type in typeof(Tensors.Tensor).Assembly.GetExportedTypes()
           where type.Namespace == @namespace
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where !method.IsSpecialName
           let parameters = method.GetParameters().Select(p => $"{p.ParameterType} {p.Name}")
           select $"{type.Name}.{method.Name}({string.Join(", ", parameters)})",
    ];

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();
}
