namespace Drr.Tensors;

/// <summary>Files that are whole or not there: written beside, brought to the disk, then renamed.</summary>
public static class WrittenBeside
{
    /// <summary>Writes a file. Whatever stops it, even a power cut, a file that was there before stays as it was.</summary>
    /// <param name="path">Where to; a file there is replaced.</param> <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk is full, or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var beside = path + ".tmp";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(beside)) // half a file, where a full disk needs the room
            {
                File.Delete(beside);
            }

            throw;
        }
    }
}
