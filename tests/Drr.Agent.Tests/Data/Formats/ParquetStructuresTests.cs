using Drr.Agent.Data.Formats;
using Drr.TestKit;
using Parquet.Meta;

namespace Drr.Agent.Tests.Data.Formats;

/// <summary>Headers of pages by hand, in Thrift's compact protocol.</summary>
public sealed class ParquetStructuresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0), InlineData(1_000), InlineData(100_000)]
    public void Pages_with_short_and_long_headers_are_gone_through(int text)
    {
        byte[] pages = [.. Page(size: 10, text), .. Page(size: 0, text), .. Page(size: 7, text)];
        Check(pages, pages.Length);
        Assert.Throws<SourceException>(() => Check(pages, pages.Length - 1));
        Assert.Throws<SourceException>(() => Check(pages, pages.Length + 1)); // longer than the file
    }

    [Fact]
    public void A_header_of_more_than_a_megabyte_is_refused() =>
        Assert.Throws<SourceException>(() => Check([.. Page(10, 2 << 20), 0], (2 << 20) + 30));

    [Fact]
    public void A_page_must_say_its_size() => Assert.Throws<SourceException>(() => Check([0], 1));

    /// <summary>Four bytes stand before the first page, as in every file; the dictionary is said to begin at 0, as some writers
    /// say where there is none.</summary>
    private void Check(byte[] pages, long size)
    {
        var path = _folder["pages"];
        File.WriteAllBytes(path, [.. "PAR1"u8, .. pages]);
        using var file = File.OpenRead(path);
        file.Position = 3;
        ParquetStructures.CheckPages(file, new ColumnMetaData
        {
            DataPageOffset = 4, DictionaryPageOffset = 0, TotalCompressedSize = size,
        });
        Assert.Equal(3, file.Position);
    }

    /// <summary>Field 3 is the page's size, field 5 a structure whose field 1 is some text.</summary>
    private static byte[] Page(int size, int text) =>
        [0x35, (byte)(2 * size), 0x2C, 0x18, .. Number(text), .. new byte[text], 0, 0, .. new byte[size]];

    private static IEnumerable<byte> Number(int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            yield return (byte)(number | 0x80);
        }

        yield return (byte)number;
    }
}
