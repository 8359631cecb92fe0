using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.LinearAlgebra;
using Drr.Tensors;
using Drr.Tensors.Kernels;

namespace Drr.Lessons;

/// <summary>6, factors: two vectors explain a rating. rating ≈ mean + b_u + b_i + p·q: a bias for the user and one for the film,
/// and the inner product of their vectors, fitted by stochastic gradient descent on the ratings that are there.</summary>
internal static class Lesson06
{
    private const int Size = 9; // eight factors, and the film's bias as a coordinate

    public static Lesson Lesson { get; } = new(
        Run, "fold a new user in: the vector and bias that explain some ratings best, with the films as they are.", Check);

    private static readonly RatingDataset s_data = SyntheticDataset.Generate();

    private static readonly DatasetSplit s_split = DatasetSplit.Create(
        s_data, new SplitOptions { Protocol = SplitProtocol.Rerank, ValidationShare = 0.1 }, stateLength: 0, seed: 1);

    private static void Run()
    {
        var rows = new FitRows(s_data, s_split.Roles);
        Console.WriteLine($"{s_data.Users.Count} users, {s_data.Items.Count} films; fitted on {rows.Training.Length} ratings, "
            + $"measured on {rows.Validation.Length} others");
        Console.WriteLine("root mean square error in stars   seen   not seen");
        var mean = rows.Training.ToArray().Average(row => row.Value);
        Print($"the mean of all, {mean:0.00}", Error(rows.Training, mean), Error(rows.Validation, mean));
        var model = Fit(rows, pass => Print($"pass {pass.Pass}", pass.TrainingError, pass.ValidationError));

        Console.WriteLine($"kept: the pass with the lowest error on what it had not seen, {model.Error(rows.Validation):0.000}");
        var user = rows.Validation.ToArray().GroupBy(row => row.User).First(group => group.Count() > 5).Key;
        Console.WriteLine($"four ratings of user {s_data.Users[user].Id} that it had not seen");
        foreach (var row in rows.Validation.ToArray().Where(row => row.User == user).Take(4))
        {
            var title = s_data.Items[row.Item].Title;
            Console.WriteLine($"  {title,-30} rated {row.Value}, predicted {model.Predict(user, row.Item):0.0}");
        }

        void Print(string what, double seen, double notSeen) =>
            Console.WriteLine($"  {what,-29}{seen:0.000}    {notSeen:0.000}");
    }

    private static PmfModel Fit(FitRows rows, Action<FitProgress>? progress = null) =>
        PmfModel.Fit(rows, Size, new PmfOptions(), new Rng(1), progress);

    private static double Error(ReadOnlySpan<Rating> rows, float predicted)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += (row.Value - predicted) * (row.Value - predicted);
        }

        return Math.Sqrt(sum / rows.Length);
    }

    // <hole>
    /// <summary>Ridge regression: the unknowns are z = [p, b_u], k of them. Of each rating, x = [q, 1] and
    /// t = rating - mean - b_i; then (Σ x·xᵀ + λ·n·I) z = Σ x·t, for n ratings. A row of items [items, k] is [q, b_i].</summary>
    private static float[] FoldIn(Tensor items, float mean, float lambda, ReadOnlySpan<Rating> rows)
    {
        return new float[items.Shape.Columns];
    }
    // </hole>

    private static string? Check()
    {
        var rows = new FitRows(s_data, s_split.Roles);
        var model = Fit(rows);
        var expected = new float[Size];
        foreach (var user in new[] { 3, 77 })
        {
            var known = s_data.HistoryOf(user)[..12];
            model.FoldIn(known, expected, out var bias);
            expected[^1] = bias;
            var given = FoldIn(model.Items, model.Mean, new PmfOptions().Penalty, known);
            for (var i = 0; i < Size; i++)
            {
                if (!(Math.Abs(given[i] - expected[i]) < 1e-4))
                {
                    return $"for user {user}, z[{i}] is {given[i]:0.0000}, and FoldIn has {expected[i]:0.0000}.";
                }
            }
        }

        return null;
    }
}
