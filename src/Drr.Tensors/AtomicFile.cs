namespace Drr.Tensors;

/// <summary>Writes files that are whole or absent: to a temporary file in the same folder, flushed
/// to disk, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file. Whatever interrupts it, even a power cut, an earlier file of that name stays as it was.</summary>
    /// <param name="path">Where to; a file there is replaced.</param> <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk is full, or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var temporary = path + ".tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(temporary)) // half a file, on a disk that may be full
            {
                File.Delete(temporary);
            }

            throw;
        }
    }
}
