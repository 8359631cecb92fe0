using Drr.Cli.Shell;
using Drr.TestKit;

namespace Drr.Cli.Tests.Shell;

public sealed class ProgramNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_on_the_search_path_goes_by_its_name()
    {
        var program = _folder.Write("bin/drr", "");
        Assert.Equal("drr", ProgramName.Of(program, $"/nowhere{Path.PathSeparator}{_folder["bin"]}", "/"));
    }

    [Fact]
    public void Another_program_of_the_name_does_not_count()
    {
        var (program, other) = (_folder.Write("mine/drr", ""), _folder.Write("other/drr", ""));
        Assert.Equal("mine/drr", ProgramName.Of(program, Path.GetDirectoryName(other)!, _folder.Path));
    }

    [Fact]
    public void A_link_on_the_search_path_counts()
    {
        var program = _folder.Write("opt/drr", "");
        Directory.CreateDirectory(_folder["bin"]);
        File.CreateSymbolicLink(_folder["bin/drr"], program);
        Assert.Equal("drr", ProgramName.Of(program, _folder["bin"], "/"));
    }

    [Fact]
    public void From_a_repository_it_is_run_by_its_project()
    {
        _folder.Write("src/Drr.Cli/Drr.Cli.csproj", "");
        var program = _folder.Write("src/Drr.Cli/bin/Release/net10.0/drr", "");
        Assert.Equal("dotnet run -c Release --project src/Drr.Cli --", ProgramName.Of(program, "", _folder.Path));
    }
}
