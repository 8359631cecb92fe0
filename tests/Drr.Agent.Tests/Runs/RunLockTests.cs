using Drr.Agent.Runs;
using Drr.TestKit;

namespace Drr.Agent.Tests.Runs;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_taker_is_told()
    {
        using var first = RunLock.Take(_folder["run"]);
        var fault = Assert.Throws<RunLockedException>(() => RunLock.Take(_folder["run"]));
        Assert.Contains(_folder["run"], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_taken_again_once_it_is_free()
    {
        RunLock.Take(_folder["run"]).Dispose();
        RunLock.Take(_folder["run"]).Dispose();
    }

    [Fact]
    public void A_file_that_a_dead_process_left_holds_nothing_up()
    {
        _folder.Write("run/lock", "12345\n");
        RunLock.Take(_folder["run"]).Dispose();
    }

    [Fact]
    public void Another_fault_is_not_taken_for_a_lock()
    {
        Directory.CreateDirectory(Path.Combine(_folder["run"], "lock"));
        Assert.Throws<UnauthorizedAccessException>(() => RunLock.Take(_folder["run"]));
    }
}
