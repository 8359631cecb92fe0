namespace Drr.Tensors;

/// <summary>Opens files that a user names, which may turn out to be a folder, a link to itself, or a pipe
/// that nothing writes to.</summary>
public static class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no file, is empty or may not be read; the message is
    /// <c>path: text</c>.</exception>
    public static FileStream OpenRead(string path) => TryOpen(path, out var fault)
        ?? throw (Path.Exists(path)
            ? new InvalidDataException($"{path}: {fault}.")
            : new FileNotFoundException($"{path}: {fault}."));

    /// <summary>All text of a file.</summary>
    /// <exception cref="FileNotFoundException">As <see cref="OpenRead"/>.</exception>
    /// <exception cref="InvalidDataException">As <see cref="OpenRead"/>.</exception>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(OpenRead(path));
        return reader.ReadToEnd();
    }

    /// <summary>Opens a file for reading, or says why there is none to be read. Pipes and devices have no length, and are not
    /// opened: opening a pipe waits for somebody who writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong, to follow the file's name; <c>null</c> where nothing is.</param>
    public static FileStream? TryOpen(string path, out string? fault)
    {
        try
        {
            fault = Directory.Exists(path) ? "is a folder, not a file"
                : !File.Exists(path) ? "there is no such file"
                : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is { Exists: false } ? "is a link to nothing"
                : Length(path) == 0 ? "is empty, or is a pipe or a device instead of a file"
                : null;
            return fault is null ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0) : null;
        }
        catch (UnauthorizedAccessException)
        {
            fault = "may not be read by this user";
        }
        catch (IOException)
        {
            fault = "cannot be opened: it is a link to itself, or in use by another program";
        }

        return null;
    }

    private static long Length(string path) =>
        ((FileInfo?)new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(path)).Length;
}
