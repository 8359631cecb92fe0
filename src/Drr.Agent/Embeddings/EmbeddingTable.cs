using System.Text.Json;
using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>The ratings behind each part of an <see cref="EmbeddingTable"/>.</summary>
/// <param name="Items">Those that the item vectors were fitted on.</param>
/// <param name="Validation">Those that chose the best pass of the fit; <c>null</c> for a method that uses its last pass.</param>
/// <param name="Users">Those that the user vectors come from.</param>
public sealed record EmbeddingRows(RowSet Items, RowSet? Validation, RowSet Users)
{
    /// <summary>The rows that a method may use of a split.</summary>
    public static EmbeddingRows Of(DatasetSplit split, EmbeddingMethod method)
    {
        ArgumentNullException.ThrowIfNull(split);
        var validates = method is EmbeddingMethod.Pmf or EmbeddingMethod.SvdPlusPlus;
        return new(split.Rows(RowRole.Train), validates ? split.Rows(RowRole.Validation) : null, split.UserRows);
    }
}

/// <summary>The vectors of users and items, and what they were fitted on.</summary>
public sealed class EmbeddingTable
{
    internal const int PanelWidth = 32; // columns of a product's tile
    private const string RowsKey = "rows", FoldInKey = "fold_in";
    private static readonly JsonSerializerOptions _whole = // a missing part means a damaged file
        new() { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };
    private readonly float[]? _foldIn; // [items]
    private readonly Lazy<float> _userLength;
    private readonly Lazy<Tensor> _panels;

    /// <summary>A table over fitted vectors.</summary>
    /// <param name="method">How they were fitted.</param>
    /// <param name="users">[users, k]</param> <param name="items">[items, k]</param> <param name="fitted">[items]</param>
    /// <param name="foldIn">[items]: c with user vector = sum over the user's known items i of c_i·v_i; <c>null</c> for
    /// methods whose user vectors are no such sum.</param>
    /// <exception cref="ArgumentException">Widths or lengths do not fit each other.</exception>
    public EmbeddingTable(EmbeddingMethod method, Tensor users, Tensor items, bool[] fitted, float[]? foldIn = null)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(fitted);
        users.Shape.MustBe(new Shape(users.Shape[0], items.Shape[-1]), nameof(users));
        new Shape(fitted.Length).MustBe(new Shape(items.Shape[0]), nameof(fitted));
        new Shape(foldIn?.Length ?? fitted.Length).MustBe(new Shape(fitted.Length), nameof(foldIn));
        (Method, Users, Items, Fitted, _foldIn) = (method, users, items, fitted, foldIn);
        _panels = new(Panels);
        _userLength = new(() => Users.Shape[0] == 0 ? 0 : Enumerable.Range(0, Users.Shape[0])
            .Average(user => MathF.Sqrt(Reductions.SumOfSquares(Users.Row(user)))));
    }

    /// <summary>How they were fitted.</summary>
    public EmbeddingMethod Method { get; }

    /// <summary>Width k.</summary>
    public int Size => Items.Shape[-1];

    /// <summary>User vectors [users, k]; under the catalogue protocol each is folded in from the user's first items.</summary>
    public Tensor Users { get; }

    /// <summary>Item vectors [items, k]; zero where not fitted.</summary>
    public Tensor Items { get; }

    /// <summary>The item vectors in the layout for products with many actions, [panels, k, 32]: each panel is 32 of them
    /// transposed; the last one is padded with zeros.</summary>
    internal Tensor ItemPanels => _panels.Value;

    /// <summary>[items]: whether the item had a training row. Others have no vector and are never shown.</summary>
    public bool[] Fitted { get; }

    /// <summary>The ratings that the vectors come from; <c>null</c> where they are not recorded, as in files
    /// of earlier versions.</summary>
    public EmbeddingRows? Rows { get; init; }

    /// <summary>The settings that they were fitted with; <c>null</c> for vectors made elsewhere.</summary>
    public EmbeddingOptions? Options { get; init; }

    /// <summary>SHA-256 of the vectors, in lower-case hexadecimal.</summary>
    public string Digest() => TensorFile.Digest(Tensors());

    /// <summary>Folds in a user who is not in the table, by the weighted sum that gives the table's users their vectors: over the
    /// first ratings where theirs come from first ratings, else over all. For a method without such a sum, and for a file of an
    /// earlier version, it is the direction of all liked items at the mean length of users' vectors.</summary>
    /// <param name="items">What they rated, in time order; dense ids.</param> <param name="rewards">Their rewards.</param>
    /// <param name="first">Number of first ratings in a user's vector.</param>
    /// <param name="vector">[k], overwritten.</param>
    public void FoldIn(ReadOnlySpan<int> items, ReadOnlySpan<float> rewards, int first, Span<float> vector)
    {
        vector.Clear();
        if (_foldIn is not null)
        {
            var fromAll = Rows is { } rows && rows.Users == rows.Items; // the very rows that the items were fitted on
            foreach (var item in fromAll ? items : items[..Math.Min(first, items.Length)])
            {
                Arithmetic.AddScaled(Items.Row(item), _foldIn[item], vector);
            }

            return;
        }

        for (var i = 0; i < items.Length; i++)
        {
            if (rewards[i] > 0)
            {
                Arithmetic.Add(vector, Items.Row(items[i]), vector);
            }
        }

        var length = MathF.Sqrt(Reductions.SumOfSquares(vector));
        Arithmetic.Scale(vector, length > 0 ? _userLength.Value / length : 0, vector);
    }

    /// <summary>Writes one safetensors file; a file at <paramref name="path"/> is replaced.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="dataset">The data set of the rows; its raw ids go into the file.</param>
    public void Save(string path, RatingDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Users.Shape.MustBe(new Shape(dataset.Users.Count, Size), nameof(Users));
        Items.Shape.MustBe(new Shape(dataset.Items.Count, Size), nameof(Items));
        var tensors = Tensors();
        tensors["user_ids"] = TensorEntry.Of<int>([.. dataset.Users.Select(u => u.Id)]);
        tensors["item_ids"] = TensorEntry.Of<int>([.. dataset.Items.Select(i => i.Id)]);
        TensorFile.Write(path, tensors, new Dictionary<string, string>
        {
            ["method"] = Method.ToString(),
            ["options"] = JsonSerializer.Serialize(Options),
            [RowsKey] = JsonSerializer.Serialize(Rows),
            ["dataset"] = dataset.Name,
        });
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param> <param name="dataset">The data set that the vectors are wanted for.</param>
    /// <exception cref="InvalidDataException">The file is damaged, no embedding table, or of other users or items.</exception>
    public static EmbeddingTable Load(string path, RatingDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var file = TensorFile.Read(path);
        int[] users = file.Values<int>("user_ids"), items = file.Values<int>("item_ids");
        if (!users.SequenceEqual(dataset.Users.Select(u => u.Id)) || !items.SequenceEqual(dataset.Items.Select(i => i.Id)))
        {
            throw new InvalidDataException(
                $"{path}: made for data set '{Text("dataset")}' of {users.Length} users and {items.Length} items, "
                + $"which are not those of '{dataset.Name}' ({dataset.Users.Count} and {dataset.Items.Count}); fit them anew.");
        }

        try
        {
            return new EmbeddingTable(
                Enum.Parse<EmbeddingMethod>(Text("method")),
                Vectors("users", users.Length),
                Vectors("items", items.Length),
                [.. file.Values<byte>("fitted").Select(f => f != 0)],
                file.Tensors.ContainsKey(FoldInKey) ? file.Values<float>(FoldInKey) : null) // earlier versions wrote none
            {
                Options = JsonSerializer.Deserialize<EmbeddingOptions>(Text("options")),
                Rows = JsonSerializer.Deserialize<EmbeddingRows>(file.Metadata.GetValueOrDefault(RowsKey, "null"), _whole),
            };
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            throw new InvalidDataException($"{path}: what it holds makes no embedding table; fit the vectors anew.", fault);
        }

        string Text(string key) => file.Metadata.TryGetValue(key, out var text)
            ? text
            : throw new InvalidDataException($"{path}: no '{key}', so this is no embedding table.");

        Tensor Vectors(string name, int rows)
        {
            var values = file.Values<float>(name);
            return new Tensor(new Shape(rows, rows == 0 ? 0 : values.Length / rows), values);
        }
    }

    private Tensor Panels()
    {
        var panels = new Tensor(new Shape((Items.Shape[0] + PanelWidth - 1) / PanelWidth, Size, PanelWidth));
        for (var item = 0; item < Items.Shape[0]; item++)
        {
            var panel = panels.Slice(item / PanelWidth * Size * PanelWidth, new Shape(Size, PanelWidth));
            for (var i = 0; i < Size; i++)
            {
                panel.Span[(i * PanelWidth) + (item % PanelWidth)] = Items.Row(item)[i];
            }
        }

        return panels;
    }

    private Dictionary<string, TensorEntry> Tensors()
    {
        var tensors = new Dictionary<string, TensorEntry>
        {
            ["users"] = TensorEntry.Of(Users),
            ["items"] = TensorEntry.Of(Items),
            ["fitted"] = TensorEntry.Of<byte>([.. Fitted.Select(f => f ? (byte)1 : (byte)0)]),
        };
        if (_foldIn is not null)
        {
            tensors[FoldInKey] = TensorEntry.Of<float>(_foldIn);
        }

        return tensors;
    }
}
