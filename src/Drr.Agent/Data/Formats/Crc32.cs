namespace Drr.Agent.Data.Formats;

/// <summary>The checksum of zip archives (polynomial 0xEDB88320, reflected), which .NET reads but does not verify.</summary>
internal static class Crc32
{
    /// <summary>Before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(i => Shift((uint)i))];

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            crc = s_table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    public static uint Finish(uint crc) => ~crc;

    private static uint Shift(uint crc)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return crc;
    }
}
