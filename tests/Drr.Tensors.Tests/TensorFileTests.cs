using System.Text;
using Drr.TestKit;
using FsCheck.Xunit;

namespace Drr.Tensors.Tests;

public sealed class TensorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["a.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_type_comes_back_as_it_was()
    {
        TensorFile.Write(
            Path,
            new Dictionary<string, TensorEntry>
            {
                ["floats"] = TensorEntry.Of([1.5f, float.NaN, -0f, float.NegativeInfinity], 2, 2),
                ["doubles"] = TensorEntry.Of([Math.PI]),
                ["ints"] = TensorEntry.Of([int.MinValue, 7, -1], 3, 1),
                ["longs"] = TensorEntry.Of([long.MaxValue]),
                ["bytes"] = TensorEntry.Of("abc"u8.ToArray()),
                ["words"] = TensorEntry.Of([ulong.MaxValue]),
                ["none"] = TensorEntry.Of(Array.Empty<int>(), 0, 5),
                ["tensor"] = TensorEntry.Of(new Tensor(new Shape(1, 2, 1), [8, 9])),
            },
            new Dictionary<string, string> { ["made by"] = "a test", ["quote"] = "\"Ä\n" });
        var file = TensorFile.Read(Path);
        Assert.Equal(
            new[] { 1.5f, float.NaN, -0f, float.NegativeInfinity }.Select(BitConverter.SingleToInt32Bits),
            file.Values<float>("floats").Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([2, 2], file.Tensors["floats"].Shape);
        Assert.Equal([Math.PI], file.Values<double>("doubles"));
        Assert.Equal([int.MinValue, 7, -1], file.Values<int>("ints"));
        Assert.Equal([long.MaxValue], file.Values<long>("longs"));
        Assert.Equal("abc"u8.ToArray(), file.Values<byte>("bytes"));
        Assert.Equal([ulong.MaxValue], file.Values<ulong>("words"));
        Assert.Equal([0, 5], file.Tensors["none"].Shape);
        Assert.Equal([1, 2, 1], file.Tensors["tensor"].Shape);
        Assert.Equal(8, file.Tensors.Count);
        Assert.Equal(new Dictionary<string, string> { ["made by"] = "a test", ["quote"] = "\"Ä\n" }, file.Metadata);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        TensorFile.Write(
            Path,
            new Dictionary<string, TensorEntry>
            {
                ["z"] = TensorEntry.Of([1f]),
                ["b"] = TensorEntry.Of([(byte)7]),
                ["a"] = TensorEntry.Of([2f], 1, 1),
            },
            new Dictionary<string, string> { ["k"] = "v" });
        var header = """
            {"__metadata__":{"k":"v"},
            "a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},
            "z":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},
            "b":{"dtype":"U8","shape":[1],"data_offsets":[8,9]}}
            """.ReplaceLineEndings("");
        var expected = File(header.PadRight((header.Length + 7) / 8 * 8), [0, 0, 0, 0x40, 0, 0, 0x80, 0x3F, 7]);
        Assert.Equal(expected, System.IO.File.ReadAllBytes(Path));
    }

    [Property]
    public void Equal_contents_give_equal_bytes_in_whatever_order_they_come(float[] first, int[] second, byte[] third)
    {
        (string, TensorEntry)[] entries =
            [("x", TensorEntry.Of(first)), ("y/1", TensorEntry.Of(second)), ("y", TensorEntry.Of(third))];
        TensorFile.Write(Path, entries.ToDictionary(e => e.Item1, e => e.Item2));
        var bytes = System.IO.File.ReadAllBytes(Path);
        TensorFile.Write(Path, entries.Reverse().ToDictionary(e => e.Item1, e => e.Item2));
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(Path));
        Assert.Equal(first, TensorFile.Read(Path).Values<float>("x"));
        Assert.Equal(third, TensorFile.Read(Path).Values<byte>("y"));
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Files_of_other_writers_are_read()
    {
        // No padding, arrays in another order than in the header, a single number without axes, unknown fields.
        Write(
            """
            {"b":{"dtype":"I32","shape":[],"data_offsets":[2,6],"more":1},
            "a":{"data_offsets":[0,2],"shape":[2],"dtype":"U8"}}
            """,
            [1, 2, 3, 0, 0, 0]);
        var file = TensorFile.Read(Path);
        Assert.Equal([1, 2], file.Values<byte>("a"));
        Assert.Equal([3], file.Values<int>("b"));
        Assert.Empty(file.Tensors["b"].Shape);
        Assert.Empty(file.Metadata);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", "the tensors take 4 bytes, the file has 8")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[1,9]}}""", "begins at byte 1")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[6],"data_offsets":[0,6]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""",
        "'b' begins at byte 4, but what comes before it ends at 6")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""",
        "'b' begins at byte 4, but what comes before it ends at 2")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "'a', F32 [3], does not fill bytes 0 to 8")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-8],"data_offsets":[0,8]}}""", "does not fill")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}}""", "does not fill")]
    [InlineData("""{"a":{"dtype":"U8","shape":[65536,65536,65536,65536,65536,65536],"data_offsets":[0,8]}}""", "does not fill")]
    [InlineData("""{"a":{"dtype":"U8","shape":[99999999999],"data_offsets":[0,8]}}""", "")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[8],"data_offsets":[0,8]}}""", "has type Q4")]
    [InlineData("""{"a":{"dtype":null,"shape":[8],"data_offsets":[0,8]}}""", "known are F32")]
    [InlineData("""{"a":{"dtype":"U8","shape":8,"data_offsets":[0,8]}}""", "")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8,9]}}""", "two offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8]}}""", "")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "")]
    [InlineData("""{"__metadata__":{"k":1},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "metadata 'k' is not text")]
    [InlineData("""["a"]""", "")]
    [InlineData("""{"a":""", "")]
    public void A_header_that_breaks_the_format_is_refused(string header, string message)
    {
        Write(header, new byte[8]);
        var fault = Assert.Throws<InvalidDataException>(() => TensorFile.Read(Path));
        Assert.StartsWith(Path + ": ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_short_or_too_long_is_refused()
    {
        TensorFile.Write(Path, new Dictionary<string, TensorEntry> { ["a"] = TensorEntry.Of([1f, 2]) });
        var bytes = System.IO.File.ReadAllBytes(Path);
        for (var length = 0; length < bytes.Length; length++)
        {
            System.IO.File.WriteAllBytes(Path, bytes[..length]);
            Assert.Throws<InvalidDataException>(() => TensorFile.Read(Path));
        }

        System.IO.File.WriteAllBytes(Path, [.. bytes, 0]);
        Assert.Throws<InvalidDataException>(() => TensorFile.Read(Path));
    }

    [Fact]
    public void A_header_of_absurd_length_is_refused_before_memory_is_taken()
    {
        System.IO.File.WriteAllBytes(Path, [.. Enumerable.Repeat((byte)0xFF, 8), .. "{}"u8]);
        Assert.Contains("the limit is 100000000", Assert.Throws<InvalidDataException>(() => TensorFile.Read(Path)).Message);
    }

    [Fact]
    public void Whatever_byte_of_the_header_is_changed_the_file_is_read_or_refused()
    {
        TensorFile.Write(
            Path,
            new Dictionary<string, TensorEntry> { ["a"] = TensorEntry.Of([1f, 2]), ["b"] = TensorEntry.Of([3]) },
            new Dictionary<string, string> { ["k"] = "v" });
        var bytes = System.IO.File.ReadAllBytes(Path);
        var refused = 0;
        for (var i = 0; i < bytes.Length - 12; i++)
        {
            foreach (var value in " 0-9\"{}[],:x\0\xFF")
            {
                System.IO.File.WriteAllBytes(Path, [.. bytes[..i], (byte)value, .. bytes[(i + 1)..]]);
                refused += Record.Exception(() => TensorFile.Read(Path)) switch
                {
                    null => 0,
                    InvalidDataException => 1,
                    var other => throw other,
                };
            }
        }

        Assert.InRange(refused, 1000, int.MaxValue);
    }

    [Fact]
    public void Asking_for_what_is_not_there_names_the_file()
    {
        TensorFile.Write(Path, new Dictionary<string, TensorEntry> { ["a"] = TensorEntry.Of([1f, 2]) });
        var file = TensorFile.Read(Path);
        Assert.Equal($"{Path}: no tensor 'b' of Single.", Fault(() => file.Values<float>("b")));
        Assert.Equal($"{Path}: no tensor 'a' of Int32, only one of Single.", Fault(() => file.Values<int>("a")));
        Assert.Equal($"{Path}: tensor 'a' has 2 values, needed 3.", Fault(() => file.CopyTo<float>("a", new float[3])));
        var copy = new float[2];
        file.CopyTo<float>("a", copy);
        Assert.Equal([1, 2], copy);
    }

    [Fact]
    public void What_cannot_be_stored_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TensorEntry.Of([1f, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => TensorEntry.Of([1m]));
        var misnamed = new Dictionary<string, TensorEntry> { ["__metadata__"] = TensorEntry.Of([1f]) };
        Assert.Throws<ArgumentException>(() => TensorFile.Write(Path, misnamed));
        Assert.False(System.IO.File.Exists(Path));
    }

    private static string Fault(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    private void Write(string header, byte[] data) => System.IO.File.WriteAllBytes(Path, File(header, data));

    private static byte[] File(string header, byte[] data) =>
        [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. data];
}
