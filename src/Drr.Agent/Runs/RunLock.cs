namespace Drr.Agent.Runs;

/// <summary>Lets only one process write to a run. The operating system holds the lock and releases it when the process ends,
/// however it ends; the file itself stays and means nothing.</summary>
public sealed class RunLock : IDisposable
{
    /// <summary>The file in the run folder.</summary>
    internal const string Name = "lock";

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a run folder, which is made if it is missing.</summary>
    /// <exception cref="RunLockedException">Another process, or another part of this one, has it;
    /// nothing was changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static RunLock Take(string run)
    {
        Directory.CreateDirectory(run);
        var path = Path.Combine(run, Name);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (fault is not DirectoryNotFoundException && IsHeld(path))
        {
            throw new RunLockedException($"{run} is being written to by another process; wait until it ends, or stop it.", fault);
        }
    }

    /// <summary>Whether a process, this one included, writes to the run. Several processes can ask at once.</summary>
    public static bool IsTaken(string run)
    {
        try
        {
            using var file = new FileStream(Path.Combine(run, Name), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _file.Dispose();

    private static bool IsHeld(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false; // it was something else, such as a full disk
        }
        catch (IOException)
        {
            return true;
        }
    }
}

/// <summary>Another process writes to the run.</summary>
public sealed class RunLockedException(string message, Exception inner) : Exception(message, inner);
