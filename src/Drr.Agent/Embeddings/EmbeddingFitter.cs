using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Agent.Embeddings;

/// <summary>From a split to the vectors that the agent sees.</summary>
public static class EmbeddingFitter
{
    /// <summary>Fits on the split's training rows. Under the catalogue protocol every user's vector, of training users too, is
    /// folded in from the user's first <paramref name="historyLength"/> ratings, so that training and test users are described
    /// alike; else the fitted vectors stand.</summary>
    /// <param name="split">The rows; test rows have no influence.</param> <param name="options">Method and settings.</param>
    /// <param name="historyLength">Ratings n that a user's starting state is made of, 1 or more.</param>
    /// <param name="seed">Of every random choice.</param> <param name="progress">Told after each pass.</param>
    /// <exception cref="ArgumentException">Starting states would reach into held-out rows, or there are too many members for the
    /// width.</exception>
    public static EmbeddingTable Fit(
        DatasetSplit split, EmbeddingOptions options, int historyLength, ulong seed, Action<FitProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(historyLength, 1);
        if (split.Options.Protocol == SplitProtocol.Catalogue && historyLength > split.StateLength)
        {
            throw new ArgumentException(
                $"A state of {historyLength} items would start from held-out ratings of a split made for {split.StateLength}; "
                + "split with the same length.",
                nameof(historyLength));
        }

        var rows = new FitRows(split.Dataset, split.Roles);
        var rng = new Rng(seed).Fork("embeddings");
        var model = options.Members == 1 ? Fit(rows, options, options.Size, rng, progress) : FitMembers(rows, options, rng, progress);
        var normExponent = options.Method switch
        {
            EmbeddingMethod.Pmf or EmbeddingMethod.SvdPlusPlus => 0, // there lengths carry the predicted rating
            EmbeddingMethod.BinaryPmf => options.BinaryPmf.NormExponent,
            _ => options.Svd.NormExponent,
        };
        var items = model.Items.Clone();
        var users = split.Options.Protocol == SplitProtocol.Catalogue
            ? FoldIn(split.Dataset, model, historyLength)
            : model.Users.Clone();
        DivideByLength(items, normExponent);
        Rescale(users, options.VectorScale);
        Rescale(items, options.VectorScale);
        bool[] fitted = [.. Enumerable.Range(0, rows.ItemCount).Select(rows.IsFitted)];
        return new EmbeddingTable(options.Method, users, items, fitted, split.Hash(RowRole.Train)) { Options = options };
    }

    private static SideBySide FitMembers(FitRows rows, EmbeddingOptions options, Rng rng, Action<FitProgress>? progress)
    {
        var (members, size) = (options.Members, options.Size);
        if (size < 2 * members)
        {
            throw new ArgumentException(
                $"{members} members share a width of {size}, and each needs 2; lower embedding.members or raise embedding.size.",
                nameof(options));
        }

        var passes = options.Passes / members;
        return new SideBySide([.. Enumerable.Range(0, members).Select(member => Fit(
            rows, options, (size + member) / members, rng.Fork($"member {member}"),
            pass => progress?.Invoke(pass with { Pass = (member * passes) + pass.Pass })))]);
    }

    private static IEmbeddingModel Fit(FitRows rows, EmbeddingOptions options, int size, Rng rng, Action<FitProgress>? progress) =>
        options.Method switch
        {
            EmbeddingMethod.Pmf => PmfModel.Fit(rows, size, options.Pmf, rng, progress),
            EmbeddingMethod.BinaryPmf => BinaryPmfModel.Fit(rows, size, options.BinaryPmf, rng, progress),
            EmbeddingMethod.SvdPlusPlus => SvdPlusPlusModel.Fit(rows, size, options.SvdPlusPlus, rng, progress),
            _ => SvdModel.Fit(rows, size, options.Svd, rng, progress),
        };

    private static Tensor FoldIn(RatingDataset dataset, IEmbeddingModel model, int historyLength)
    {
        var users = new Tensor(new Shape(dataset.Users.Count, model.Items.Shape.Columns));
        for (var user = 0; user < dataset.Users.Count; user++)
        {
            var history = dataset.HistoryOf(user);
            model.FoldIn(history[..Math.Min(historyLength, history.Length)], users.Row(user));
        }

        return users;
    }

    /// <summary>v / |v|^exponent, row by row: between the plain inner product (0) and the cosine (1).</summary>
    private static void DivideByLength(Tensor vectors, float exponent)
    {
        for (var row = 0; row < vectors.Shape.Rows; row++)
        {
            var vector = vectors.Row(row);
            var length = MathF.Sqrt(Reductions.SumOfSquares(vector));
            Arithmetic.Scale(vector, length > 0 ? (float)Elementary.Pow(length, -exponent) : 0, vector);
        }
    }

    /// <summary>Multiplies all by one factor, which leaves orders alone, so that the elements of rows that are not zero have this
    /// root mean square.</summary>
    private static void Rescale(Tensor vectors, float scale)
    {
        var (sum, count) = (0.0, 0);
        for (var row = 0; row < vectors.Shape.Rows; row++)
        {
            var squares = Reductions.SumOfSquares(vectors.Row(row));
            sum += squares;
            count += squares > 0 ? vectors.Shape.Columns : 0;
        }

        Arithmetic.Scale(vectors.Span, sum > 0 ? (float)(scale * Math.Sqrt(count / sum)) : 0, vectors.Span);
    }
}
