using System.Buffers.Binary;
using System.IO.Compression;
using Drr.Tensors;

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

        if (!Path.Exists(path))
        {
            faults.Add(new(path, 0, "there is no such folder or zip file."));
            return null;
        }

        return Zip.TryOpen(path, limits, faults);
    }

    /// <exception cref="SourceException">The file cannot be opened, or is packed and damaged or beyond the limits.</exception>
    public abstract SourceStream OpenFile(string file);

    /// <summary>Opens a file for reading in any order; <c>null</c> if it is inside an archive.</summary>
    public virtual FileStream? OpenUnpacked(string file) => null;

    /// <summary>Reads a whole file and returns what is wrong with it; <c>null</c> if nothing is.</summary>
    public virtual string? DamageOf(string file) => null;

    public abstract void Dispose();

    /// <summary>A single file, packed by gzip or not. Other files are opened by full path, or by a path relative to its
    /// folder.</summary>
    public static DataSource OneFile(string path, ReadLimits limits) => new Single(path, limits);

    private sealed class Single(string path, ReadLimits limits) : DataSource
    {
        private const int SmallestLimit = 1 << 20; // bytes: a few repeated lines pack better than any limit allows
        private const int Trailer = 8; // bytes at the end of a gzip file: checksum and length

        public override IReadOnlyList<string> Files => [Path.GetFileName(path)];

        public override SourceStream OpenFile(string file)
        {
            var stream = OpenUnpacked(file);
            var packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B && stream.Length > Trailer;
            stream.Position = 0;
            if (!packed)
            {
                return new(stream, stream.Length);
            }

            // .NET takes a file that was cut for a whole one, so the checksum at its end is compared here.
            Span<byte> checksum = stackalloc byte[sizeof(uint)];
            stream.Position = stream.Length - Trailer;
            stream.ReadExactly(checksum);
            stream.Position = 0;
            return new(
                new GZipStream(stream, CompressionMode.Decompress), stream.Length,
                Math.Min(limits.UnpackedBytes, Math.Max(SmallestLimit, limits.Expansion * stream.Length)),
                BinaryPrimitives.ReadUInt32LittleEndian(checksum),
                "it is cut short or damaged, or several packed files in one: unpack it first");
        }

        public override FileStream OpenUnpacked(string file) =>
            RegularFile.TryOpen(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file), out var fault)
                ?? throw new SourceException($"it {fault}");

        public override void Dispose()
        {
        }
    }

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
            var stream = OpenUnpacked(file);
            return new SourceStream(stream, stream.Length);
        }

        public override FileStream OpenUnpacked(string file) =>
            RegularFile.TryOpen(Path.Combine(path, file), out var fault) ?? throw new SourceException($"it {fault}");

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
            if (RegularFile.TryOpen(path, out var fault) is not { } stream)
            {
                faults.Add(new(path, 0, $"{fault}."));
                return null;
            }

            ZipArchive archive;
            int entries;
            try
            {
                archive = new ZipArchive(stream); // owns the stream
                entries = archive.Entries.Count;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException)
            {
                stream.Dispose();
                faults.Add(new(path, 0, "is neither a folder nor a whole zip archive; copy or fetch it again."));
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

        public override string? DamageOf(string file)
        {
            try
            {
                using var stream = OpenFile(file);
                stream.CopyTo(Stream.Null);
                return null;
            }
            catch (SourceException damage)
            {
                return damage.Message;
            }
        }

        public override SourceStream OpenFile(string file)
        {
            var entry = archive.Entries.First(e => e.FullName.Replace('\\', '/') == file);
            if (entry.Length > limits.UnpackedBytes)
            {
                throw new SourceException(
                    $"it unpacks to {entry.Length} bytes, more than the limit of {limits.UnpackedBytes}");
            }

            if (entry.Length > (long)limits.Expansion * entry.CompressedLength)
            {
                throw new SourceException(
                    $"its {entry.CompressedLength} bytes unpack to {entry.Length}, more than {limits.Expansion} times as many");
            }

            try
            {
                return new SourceStream(entry.Open(), entry.Length, limits.UnpackedBytes, entry.Crc32);
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException and not SourceException)
            {
                throw new SourceException("the archive has it encrypted, or packed in an unknown way, or is damaged");
            }
        }

        public override void Dispose() => archive.Dispose();
    }
}
