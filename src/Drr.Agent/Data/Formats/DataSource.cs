using System.IO.Compression;

namespace Drr.Agent.Data.Formats;

/// <summary>A folder or zip archive that holds data files.</summary>
internal abstract class DataSource : IDisposable
{
    /// <summary>Paths of its files, parts joined by <c>/</c>.</summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>The source at a path, or <c>null</c> after reporting why there is none.</summary>
    public static DataSource? Open(string path, ReadLimits limits, FaultLog faults)
    {
        if (Directory.Exists(path))
        {
            return new Folder(path);
        }

        if (!File.Exists(path))
        {
            faults.Add(new(path, 0, "there is no such folder or zip file."));
            return null;
        }

        return Zip.TryOpen(path, limits, faults);
    }

    /// <exception cref="InvalidDataException">The packed file is damaged or beyond the limits.</exception>
    public abstract SourceStream OpenFile(string file);

    public abstract void Dispose();

    private sealed class Folder(string path) : DataSource
    {
        public override IReadOnlyList<string> Files { get; } =
        [
            .. Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
                .Select(file => Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Order(StringComparer.Ordinal),
        ];

        public override SourceStream OpenFile(string file)
        {
            var stream = new FileStream(Path.Combine(path, file), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return new SourceStream(stream, stream.Length);
        }

        public override void Dispose()
        {
        }
    }

    private sealed class Zip(ZipArchive archive, ReadLimits limits) : DataSource
    {
        public override IReadOnlyList<string> Files { get; } =
            [.. archive.Entries.Select(entry => entry.FullName.Replace('\\', '/')).Order(StringComparer.Ordinal)];

        public static Zip? TryOpen(string path, ReadLimits limits, FaultLog faults)
        {
            ZipArchive? archive = null;
            int entries;
            try
            {
                archive = ZipFile.OpenRead(path);
                entries = archive.Entries.Count;
            }
            catch (InvalidDataException exception)
            {
                archive?.Dispose();
                faults.Add(new(path, 0, $"is neither a folder nor a sound zip archive ({exception.Message.TrimEnd('.')})."));
                return null;
            }

            if (entries > limits.ZipEntries)
            {
                archive.Dispose();
                faults.Add(new(path, 0, $"holds {entries} files, more than the limit of {limits.ZipEntries}."));
                return null;
            }

            return new Zip(archive, limits);
        }

        public override SourceStream OpenFile(string file)
        {
            var entry = archive.Entries.First(e => e.FullName.Replace('\\', '/') == file);
            if (entry.Length > limits.UnpackedBytes)
            {
                throw new InvalidDataException(
                    $"it unpacks to {entry.Length} bytes, more than the limit of {limits.UnpackedBytes}");
            }

            if (entry.Length > (long)limits.Expansion * entry.CompressedLength)
            {
                throw new InvalidDataException(
                    $"its {entry.CompressedLength} bytes unpack to {entry.Length}, more than {limits.Expansion} times as many");
            }

            return new SourceStream(entry.Open(), entry.Length, limits.UnpackedBytes, entry.Crc32);
        }

        public override void Dispose() => archive.Dispose();
    }
}
