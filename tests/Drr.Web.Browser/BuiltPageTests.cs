using System.Diagnostics;

namespace Drr.Web.Browser;

public sealed class BuiltPageTests
{
    [Fact(Timeout = Browser.Patience)]
    public async Task The_committed_files_are_those_that_the_source_makes()
    {
        var npm = new ProcessStartInfo("npm", ["run", "check"])
        {
            WorkingDirectory = Repository.PathOf("src/Drr.Web/Page"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var check = Process.Start(npm)!;
        var output = check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var faults = await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(check.ExitCode == 0, await output + faults);
    }
}
