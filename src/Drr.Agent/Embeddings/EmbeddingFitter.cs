using Drr.Agent.Data;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using static System.FormattableString;

namespace Drr.Agent.Embeddings;

/// <summary>From a split to the vectors that the agent sees.</summary>
internal static class EmbeddingFitter
{
    /// <summary>Fits on the split's training rows. Every user's vector, of training users too, is folded in from the
    /// user's <see cref="DatasetSplit.FirstRatingsOf">first ratings</see>, so that training and test users are described alike;
    /// under the re-rank protocol the fitted vectors are used.</summary>
    /// <param name="split">The rows; test rows have no influence.</param> <param name="options">Method and settings.</param>
    /// <param name="seed">Of every random choice.</param> <param name="progress">Called after each pass.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">The width is too small for the members.</exception>
    public static EmbeddingTable Fit(
        DatasetSplit split, EmbeddingOptions options, ulong seed, Action<FitProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        var rows = new FitRows(split.Dataset, split.Roles);
        var rng = new Rng(seed).Fork("embeddings");
        var model = options.Members == 1
            ? Fit(rows, options, options.Size, rng, progress, cancellation)
            : FitMembers(rows, options, rng, progress, cancellation);
        var normExponent = options.Method switch
        {
            EmbeddingMethod.Pmf or EmbeddingMethod.SvdPlusPlus => 0, // their lengths are part of the predicted rating
            EmbeddingMethod.BinaryPmf => options.BinaryPmf.NormExponent,
            _ => options.Svd.NormExponent,
        };
        var items = model.Items.Clone();
        var users = split.StartsFromFirst
            ? FoldIn(split, model, cancellation)
            : model.Users.Clone();
        DivideByLength(items, normExponent);
        var (userFactor, itemFactor) = (Rescale(users, options.VectorScale), Rescale(items, options.VectorScale));
        bool[] fitted = [.. Enumerable.Range(0, rows.ItemCount).Select(rows.IsFitted)];
        // The table's item vectors have other lengths than the model's.
        var sumWeights = model.SumWeights?.Select((weight, item) =>
            weight * (float)Elementary.Pow(LengthOf(model.Items, item), normExponent) * (userFactor / itemFactor)).ToArray();
        return new EmbeddingTable(options.Method, users, items, fitted, sumWeights)
        {
            Options = options, Rows = EmbeddingRows.Of(split, options.Method),
        };
    }

    private static SideBySide FitMembers(
        FitRows rows, EmbeddingOptions options, Rng rng, Action<FitProgress>? progress, CancellationToken cancellation)
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
            pass => progress?.Invoke(pass with { Pass = (member * passes) + pass.Pass }), cancellation))]);
    }

    private static IEmbeddingModel Fit(
        FitRows rows, EmbeddingOptions options, int size, Rng rng, Action<FitProgress>? progress,
        CancellationToken cancellation) =>
        options.Method switch
        {
            EmbeddingMethod.Pmf => PmfModel.Fit(rows, size, options.Pmf, rng, progress, cancellation),
            EmbeddingMethod.BinaryPmf => BinaryPmfModel.Fit(rows, size, options.BinaryPmf, rng, progress, cancellation),
            EmbeddingMethod.SvdPlusPlus => SvdPlusPlusModel.Fit(rows, size, options.SvdPlusPlus, rng, progress, cancellation),
            _ => SvdModel.Fit(rows, size, options.Svd, rng, progress, cancellation),
        };

    private static Tensor FoldIn(DatasetSplit split, IEmbeddingModel model, CancellationToken cancellation)
    {
        var users = new Tensor(new Shape(split.Dataset.Users.Count, model.Items.Shape.Columns));
        for (var user = 0; user < users.Shape.Rows; user++)
        {
            cancellation.ThrowIfCancellationRequested();
            model.FoldIn(split.FirstRatingsOf(user), users.Row(user));
        }

        return users;
    }

    /// <summary>v / |v|^exponent, row by row: between the plain inner product (0) and the cosine (1).</summary>
    private static void DivideByLength(Tensor vectors, float exponent)
    {
        for (var row = 0; row < vectors.Shape.Rows; row++)
        {
            var length = LengthOf(vectors, row);
            Arithmetic.Scale(vectors.Row(row), length > 0 ? (float)Elementary.Pow(length, -exponent) : 0, vectors.Row(row));
        }
    }

    private static float LengthOf(Tensor vectors, int row) => MathF.Sqrt(Reductions.SumOfSquares(vectors.Row(row)));

    /// <summary>Multiplies all rows by one factor, which changes no order, so that the elements of rows that are not zero have
    /// this root mean square.</summary>
    /// <returns>The factor; 0 if all rows are zero.</returns>
    private static float Rescale(Tensor vectors, float scale)
    {
        var (sum, count) = (0.0, 0);
        for (var row = 0; row < vectors.Shape.Rows; row++)
        {
            var squares = Reductions.SumOfSquares(vectors.Row(row));
            sum += squares;
            count += squares > 0 ? vectors.Shape.Columns : 0;
        }

        var factor = sum > 0 ? (float)(scale * Math.Sqrt(count / sum)) : 0;
        Arithmetic.Scale(vectors.Span, factor, vectors.Span);
        return factor;
    }
}

/// <summary>Fitted vectors whose inner product orders items for a user.</summary>
internal interface IEmbeddingModel
{
    /// <summary>User vectors [users, k]: fitted where the user has training rows, else folded in from state rows.</summary>
    Tensor Users { get; }

    /// <summary>Item vectors [items, k]; zero where the item has no training row.</summary>
    Tensor Items { get; }

    /// <summary>[items]: the weights of a method that folds a user in as the sum over the known rows of weight times item vector,
    /// whatever the stars; <c>null</c> for other methods.</summary>
    float[]? SumWeights => null;

    /// <summary>Folds a user in: the vector that best fits some known rows, with the item vectors held fixed.</summary>
    /// <param name="rows">The known rows; their user id is ignored.</param> <param name="user">[k], overwritten.</param>
    void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user);
}

/// <summary>The error of a fit after a pass.</summary>
/// <param name="Pass">From 1.</param>
/// <param name="TrainingError">Root mean square error on the rows fitted on; each method says what it predicts.</param>
/// <param name="ValidationError">The same on validation rows; NaN when there are none.</param>
public readonly record struct FitProgress(int Pass, double TrainingError, double ValidationError)
{
    /// <summary>A callback that reports each pass of a fit as progress of a stage, and throws on
    /// cancellation to end the fit.</summary>
    /// <param name="progress">Receives the progress.</param> <param name="stage">The stage's name.</param>
    /// <param name="passes">The most passes there can be.</param> <param name="cancellation">Ends the fit.</param>
    internal static Action<FitProgress> To(
        IProgress<StageProgress>? progress, string stage, int passes, CancellationToken cancellation)
    {
        progress.Report(stage, 0, passes);
        return pass =>
        {
            cancellation.ThrowIfCancellationRequested();
            var validation = double.IsNaN(pass.ValidationError) ? "" : Invariant($", validation {pass.ValidationError:.000}");
            progress.Report(stage, pass.Pass, passes, Invariant($"error {pass.TrainingError:.000}{validation}"));
        };
    }
}

/// <summary>Several fits as one: their vectors are concatenated, so that an inner product is the sum of theirs. Fits
/// from different starts make different errors, and their sum orders better than any of them (Breiman 1996, bagging
/// without resampling).</summary>
/// <param name="members">Fits of the same rows.</param>
internal sealed class SideBySide(IReadOnlyList<IEmbeddingModel> members) : IEmbeddingModel
{
    /// <inheritdoc/>
    public Tensor Users { get; } = Join([.. members.Select(member => member.Users)]);

    /// <inheritdoc/>
    public Tensor Items { get; } = Join([.. members.Select(member => member.Items)]);

    /// <inheritdoc/>
    public float[]? SumWeights => members[0].SumWeights; // they depend on the rows alone

    /// <inheritdoc/>
    public void FoldIn(ReadOnlySpan<Rating> rows, Span<float> user)
    {
        foreach (var member in members)
        {
            var width = member.Items.Shape.Columns;
            member.FoldIn(rows, user[..width]);
            user = user[width..];
        }
    }

    private static Tensor Join(Tensor[] parts)
    {
        var joined = new Tensor(new Shape(parts[0].Shape.Rows, parts.Sum(part => part.Shape.Columns)));
        for (var row = 0; row < joined.Shape.Rows; row++)
        {
            var rest = joined.Row(row);
            foreach (var part in parts)
            {
                part.Row(row).CopyTo(rest);
                rest = rest[part.Shape.Columns..];
            }
        }

        return joined;
    }
}
