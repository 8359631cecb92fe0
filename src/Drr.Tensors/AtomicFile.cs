namespace Drr.Tensors;

/// <summary>Writes files that are whole or absent: to a temporary file in the same folder, flushed
/// to disk, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file. Whatever interrupts it, even a power cut, an earlier file of that name stays as it was.</summary>
    /// <param name="path">Where to; a file there is replaced.</param> <param name="write">Writes the content.</param>
    /// <param name="cancellation">Stops it between two writes.</param>
    /// <exception cref="IOException">The disk is full, or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(string path, Action<Stream> write, CancellationToken cancellation = default) =>
        WriteAll([(path, write)], cancellation);

    /// <summary>Writes files that belong together: none gets its name before all of them are complete.</summary>
    /// <param name="files">Where to, and what writes the content.</param>
    /// <param name="cancellation">As <see cref="Write"/>.</param>
    /// <exception cref="IOException">As <see cref="Write"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">As <see cref="Write"/>.</exception>
    /// <exception cref="OperationCanceledException">As <see cref="Write"/>.</exception>
    public static void WriteAll(
        IReadOnlyList<(string Path, Action<Stream> Write)> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        try
        {
            foreach (var (path, write) in files)
            {
                using var file = new StoppableFile(Temporary(path), cancellation);
                write(file);
                file.Flush(flushToDisk: true);
            }

            cancellation.ThrowIfCancellationRequested();
            foreach (var (path, _) in files)
            {
                File.Move(Temporary(path), path, overwrite: true);
            }
        }
        catch
        {
            foreach (var (path, _) in files.Where(file => File.Exists(Temporary(file.Path))))
            {
                File.Delete(Temporary(path)); // half a file, on a disk that may be full
            }

            throw;
        }
    }

    private static string Temporary(string path) => path + ".tmp";

    private sealed class StoppableFile(string path, CancellationToken cancellation)
        : FileStream(path, FileMode.Create, FileAccess.Write)
    {
        private const int Part = 1 << 16;

        /// <summary>In parts, for the base copies what it is given and hands it to the method below.</summary>
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            for (; buffer.Length > Part; buffer = buffer[Part..])
            {
                base.Write(buffer[..Part]);
            }

            base.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            cancellation.ThrowIfCancellationRequested();
            base.Write(buffer, offset, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            cancellation.ThrowIfCancellationRequested();
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }
    }
}
