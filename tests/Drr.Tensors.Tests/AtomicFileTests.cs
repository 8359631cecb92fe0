using Drr.TestKit;

namespace Drr.Tensors.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_replaced_as_a_whole()
    {
        _folder.Write("a", "a longer text");
        AtomicFile.Write(_folder["a"], file => file.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(_folder["a"]));
        Assert.Equal([_folder["a"]], Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void What_is_long_is_written_as_it_is()
    {
        byte[] bytes = [.. Enumerable.Range(0, 200_001).Select(i => (byte)(i % 251))];
        AtomicFile.Write(_folder["a"], file => file.Write(bytes.AsSpan()));
        Assert.Equal(bytes, File.ReadAllBytes(_folder["a"]));
    }

    [Fact]
    public void What_fails_half_way_leaves_the_old_file_and_nothing_beside_it()
    {
        _folder.Write("a", "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(_folder["a"], file =>
        {
            file.Write("half"u8);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.Equal([_folder["a"]], Directory.EnumerateFiles(_folder.Path));
    }

    /// <summary>Stopped while the second of two files is written, by a call that waits and by one that does not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_stopped_leaves_the_old_files_and_nothing_beside_them(bool asynchronous)
    {
        using var stop = new CancellationTokenSource();
        _folder.Write("a", "old");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.WriteAll(
            [(_folder["a"], file => file.Write("new"u8)), (_folder["b"], WriteUntilStopped)], stop.Token));
        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        Assert.Equal([_folder["a"]], Directory.EnumerateFiles(_folder.Path));

        void WriteUntilStopped(Stream file)
        {
            file.Write("some"u8);
            stop.Cancel();
            if (asynchronous)
            {
                file.WriteAsync("more"u8.ToArray()).AsTask().GetAwaiter().GetResult();
            }

            file.Write("more"u8);
            Assert.Fail("It went on.");
        }
    }

    [Fact]
    public void Files_that_belong_together_get_their_names_when_all_are_complete()
    {
        AtomicFile.WriteAll(
        [
            (_folder["a"], file => file.Write("a"u8)),
            (_folder["b"], _ => Assert.False(File.Exists(_folder["a"]))),
        ]);
        Assert.Equal([_folder["a"], _folder["b"]], Directory.EnumerateFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_digest_changes_with_name_type_extents_and_values_alone()
    {
        static string Of(params (string Name, TensorEntry Entry)[] tensors) =>
            TensorFile.Digest(tensors.ToDictionary(t => t.Name, t => t.Entry));
        (string, TensorEntry) a = ("a", TensorEntry.Of([1f, 2f])), b = ("b", TensorEntry.Of([3L]));
        Assert.Matches("^[0-9a-f]{64}$", Of(a, b));
        Assert.Equal(Of(a, b), Of(b, a));
        string[] others =
        [
            Of(a), Of(a, b), Of(("x", TensorEntry.Of([1f, 2f]))), Of(("a", TensorEntry.Of([1f, 2.5f]))),
            Of(("a", TensorEntry.Of([1f, 2f], 2, 1))), Of(("a", TensorEntry.Of([0x3f800000, 0x40000000]))), // the bits of 1f, 2f
        ];
        Assert.Equal(others.Length, others.Distinct().Count());
    }
}
