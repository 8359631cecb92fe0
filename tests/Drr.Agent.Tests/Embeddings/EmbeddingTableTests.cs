using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Tests.Environments;
using Drr.TestKit;
using Drr.Tensors;

namespace Drr.Agent.Tests.Embeddings;

public sealed class EmbeddingTableTests : IDisposable
{
    private static readonly RatingDataset Dataset = SmallLog.Of(2, 3, (0, 1, 4));
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_loaded_is_what_was_saved()
    {
        var table = Table(new EmbeddingOptions { Size = 2, Svd = new() { CountExponent = 0.25f } });
        table.Save(_folder["e.safetensors"], Dataset);
        var loaded = EmbeddingTable.Load(_folder["e.safetensors"], Dataset);
        Assert.Equal(table.Users.Span, loaded.Users.Span);
        Assert.Equal(table.Items.Span, loaded.Items.Span);
        Assert.Equal(table.Items.Shape, loaded.Items.Shape);
        Assert.Equal(table.Fitted, loaded.Fitted);
        Assert.Equal((table.Method, table.Rows, table.Options), (loaded.Method, loaded.Rows, loaded.Options));
        Assert.Equal(table.Digest(), loaded.Digest());
    }

    [Fact]
    public void Fold_in_weights_are_saved_and_part_of_the_digest()
    {
        var (with, without) = (Table(null, [1, 0, 2]), Table(null));
        with.Save(_folder["e.safetensors"], Dataset);
        var (loaded, vector) = (EmbeddingTable.Load(_folder["e.safetensors"], Dataset), new float[2]);
        loaded.FoldIn([2, 0, 0], [-1, 0, 1], first: 2, vector);
        Assert.Equal([(2 * 7) + 5, (2 * 8) + 6], vector);
        Assert.Equal(with.Digest(), loaded.Digest());
        Assert.NotEqual(with.Digest(), without.Digest());
    }

    [Fact]
    public void Vectors_of_other_users_or_items_are_refused_in_one_line()
    {
        Table(null).Save(_folder["e.safetensors"], Dataset);
        Assert.Null(EmbeddingTable.Load(_folder["e.safetensors"], Dataset).Options);
        var fault = Assert.Throws<InvalidDataException>(() =>
            EmbeddingTable.Load(_folder["e.safetensors"], SmallLog.Of(2, 4, (0, 1, 4))));
        Assert.Contains(
            "e.safetensors: made for data set 'small' of 2 users and 3 items", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Another_tensor_file_is_refused()
    {
        TensorFile.Write(_folder["x.safetensors"], new Dictionary<string, TensorEntry> { ["w"] = TensorEntry.Of<float>([1, 2]) });
        Assert.Throws<InvalidDataException>(() => EmbeddingTable.Load(_folder["x.safetensors"], Dataset));
    }

    [Fact]
    public void Widths_and_lengths_must_fit()
    {
        var (users, items, wide) = (new Tensor(new Shape(2, 2)), new Tensor(new Shape(3, 2)), new Tensor(new Shape(2, 3)));
        Assert.Throws<ArgumentException>(() => new EmbeddingTable(EmbeddingMethod.Svd, wide, items, new bool[3]));
        Assert.Throws<ArgumentException>(() => new EmbeddingTable(EmbeddingMethod.Svd, users, items, new bool[2]));
        Assert.Throws<ArgumentException>(() =>
            new EmbeddingTable(EmbeddingMethod.Svd, users, items, new bool[3], foldIn: new float[2]));
    }

    public void Dispose() => _folder.Dispose();

    private static EmbeddingTable Table(EmbeddingOptions? options, float[]? foldIn = null) => new(
        EmbeddingMethod.BinaryPmf,
        new Tensor(new Shape(2, 2), [1, 2, 3, 4]),
        new Tensor(new Shape(3, 2), [5, 6, 0, 0, 7, 8]),
        [true, false, true],
        foldIn)
    {
        Options = options, Rows = new(new(1, "abc"), null, new(2, "def")),
    };
}
