using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Embeddings;

public sealed class EmbeddingFitterTests
{
    private const int StateLength = 3;
    private static readonly RatingDataset Dataset = SmallLog.Random(users: 40, items: 30, density: 0.4, seed: 8);

    public static TheoryData<EmbeddingMethod, SplitProtocol> Cases =>
        [
            .. from method in Enum.GetValues<EmbeddingMethod>()
               from protocol in Enum.GetValues<SplitProtocol>()
               select (method, protocol),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Test_rows_have_no_influence(EmbeddingMethod method, SplitProtocol protocol)
    {
        var split = Split(Dataset, protocol);
        var changed = new RatingDataset(
            "changed", Dataset.Users, Dataset.Items,
            Dataset.Ratings.ToArray().Select((r, row) => Change(r, split.Roles[row])), Dataset.Scale);
        var (before, after) = (Fit(split, method), Fit(Split(changed, protocol), method));
        Assert.NotEqual(split.Rows(RowRole.Test), Split(changed, protocol).Rows(RowRole.Test));
        Assert.Equal(before.Users.Span, after.Users.Span);
        Assert.Equal(before.Items.Span, after.Items.Span);
        Assert.Equal(before.Fitted, after.Fitted);
        Assert.Equal(EmbeddingRows.Of(split, method), after.Rows);

        static Rating Change(Rating row, RowRole role) =>
            role == RowRole.Test ? row with { Item = (row.Item + 11) % 30, Value = 6 - row.Value } : row;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vectors_have_the_scale_asked_for(EmbeddingMethod method, SplitProtocol protocol)
    {
        var table = Fit(Split(Dataset, protocol), method);
        Assert.Equal(0.5, Rms(table.Items), 1e-3);
        Assert.Equal(0.5, Rms(table.Users), 1e-3);
        Assert.All(
            Enumerable.Range(0, 30), item => Assert.Equal(table.Fitted[item], table.Items.Row(item).ContainsAnyExcept(0f)));
    }

    [Theory]
    [InlineData(EmbeddingMethod.Pmf)]
    [InlineData(EmbeddingMethod.BinaryPmf)]
    [InlineData(EmbeddingMethod.Svd)]
    [InlineData(EmbeddingMethod.SvdPlusPlus)]
    public void In_the_catalogue_a_user_is_what_their_first_ratings_say(EmbeddingMethod method)
    {
        // The last user, a test user, starts with the ratings of user 5, a training user who has more of them.
        var rows = Dataset.Ratings.ToArray().Where(r => r.User < 39).ToList();
        rows.AddRange(Dataset.HistoryOf(5)[..StateLength].ToArray().Select(r => r with { User = 39 }));
        var twins = new RatingDataset("twins", Dataset.Users, Dataset.Items, rows, Dataset.Scale);
        var table = Fit(Split(twins, SplitProtocol.Catalogue), method);
        Assert.True(Split(twins, SplitProtocol.Catalogue).TrainUsers.Contains(5) && twins.HistoryOf(5).Length > StateLength);
        Assert.Equal(table.Users.Row(5), table.Users.Row(39));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Folding_in_the_first_ratings_of_a_user_of_the_catalogue_gives_that_users_vector(int members)
    {
        var split = Split(Dataset, SplitProtocol.Catalogue);
        AssertFoldedIn(Fitted(split, members), user => Dataset.HistoryOf(user));
    }

    [Fact]
    public void Folding_in_all_training_ratings_gives_the_users_vector_where_those_made_it()
    {
        var split = Split(Dataset, SplitProtocol.Rerank);
        var rows = new FitRows(Dataset, split.Roles);
        AssertFoldedIn(Fitted(split, members: 1), user => rows.TrainingOf(user));
    }

    [Fact]
    public void A_method_without_a_sum_folds_in_the_direction_of_liked_items()
    {
        var table = Fit(Split(Dataset, SplitProtocol.Catalogue), EmbeddingMethod.Pmf);
        var (vector, same) = (new float[table.Size], new float[table.Size]);
        table.FoldIn([0, 1, 2], [1, -1, 0.5f], StateLength, vector);
        table.FoldIn([2, 0], [1, 1], first: 1, same);
        Assert.True(vector.ContainsAnyExcept(0f));
        Assert.All(vector.Zip(same), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Pmf_vectors_order_items_as_the_model_predicts()
    {
        var split = Split(Dataset, SplitProtocol.Rerank);
        var options = Options(EmbeddingMethod.Pmf);
        var table = EmbeddingFitter.Fit(split, options, seed: 1);
        var model = PmfModel.Fit(new FitRows(Dataset, split.Roles), options.Size, options.Pmf, new Rng(1).Fork("embeddings"));
        int[] OrderBy(Func<int, float> score) => [.. Enumerable.Range(0, 30).OrderBy(score)];
        Assert.Equal(
            OrderBy(item => Drr.Tensors.Reference.Reductions.Dot(model.Users.Row(4), model.Items.Row(item))),
            OrderBy(item => Drr.Tensors.Reference.Reductions.Dot(table.Users.Row(4), table.Items.Row(item))));
    }

    [Theory]
    [InlineData(EmbeddingMethod.Pmf)]
    [InlineData(EmbeddingMethod.SvdPlusPlus)]
    public void Members_order_items_by_the_sum_of_their_predictions(EmbeddingMethod method)
    {
        var split = Split(Dataset, SplitProtocol.Rerank);
        var (rows, rng) = (new FitRows(Dataset, split.Roles), new Rng(1).Fork("embeddings"));
        var options = Options(method) with { Size = 8, Members = 3 }; // widths 2, 3, 3
        var passes = new List<int>();
        var table = EmbeddingFitter.Fit(split, options, seed: 1, pass => passes.Add(pass.Pass));
        IEmbeddingModel[] members = [.. Enumerable.Range(0, 3).Select<int, IEmbeddingModel>(member =>
            method == EmbeddingMethod.Pmf
            ? PmfModel.Fit(rows, (8 + member) / 3, options.Pmf, rng.Fork($"member {member}"))
            : SvdPlusPlusModel.Fit(rows, (8 + member) / 3, options.SvdPlusPlus, rng.Fork($"member {member}")))];
        int[] OrderBy(Func<int, float> score) =>
            [.. Enumerable.Range(0, 30).Where(item => table.Fitted[item]).OrderBy(score)];
        Assert.Equal(8, table.Size);
        Assert.Equal(
            OrderBy(item => members.Sum(m => Drr.Tensors.Reference.Reductions.Dot(m.Users.Row(4), m.Items.Row(item)))),
            OrderBy(item => Drr.Tensors.Reference.Reductions.Dot(table.Users.Row(4), table.Items.Row(item))));
        Assert.Equal(passes.Order().Distinct(), passes); // of all members in turn
    }

    [Fact]
    public void More_members_than_the_width_has_room_for_are_refused()
    {
        var split = Split(Dataset, SplitProtocol.Rerank);
        var fault = Assert.Throws<ArgumentException>(
            () => EmbeddingFitter.Fit(split, Options(EmbeddingMethod.Pmf) with { Members = 4 }, seed: 1));
        Assert.Contains("4 members share a width of 6", fault.Message, StringComparison.Ordinal);
    }

    private delegate ReadOnlySpan<Rating> History(int user);

    /// <summary>Every user of the table has, to 1e-6 of its length, the vector that folding in the user's ratings
    /// gives.</summary>
    private static void AssertFoldedIn(EmbeddingTable table, History history)
    {
        var vector = new float[table.Size];
        for (var user = 0; user < Dataset.Users.Count; user++)
        {
            int[] items = [.. history(user).ToArray().Select(rating => rating.Item)];
            table.FoldIn(items, new float[items.Length], StateLength, vector);
            var expected = table.Users.Row(user).ToArray();
            var length = Math.Sqrt(expected.Sum(v => (double)v * v));
            Assert.True(length > 0);
            Assert.True(expected.Zip(vector, (a, b) => Math.Abs((double)a - b)).Max() <= 1e-6 * length, $"user {user}");
        }
    }

    private static EmbeddingTable Fitted(DatasetSplit split, int members) =>
        EmbeddingFitter.Fit(split, Options(EmbeddingMethod.Svd) with { Members = members }, seed: 1);

    private static EmbeddingTable Fit(DatasetSplit split, EmbeddingMethod method) =>
        EmbeddingFitter.Fit(split, Options(method), seed: 1);

    private static EmbeddingOptions Options(EmbeddingMethod method) => new()
    {
        Method = method, Size = 6, VectorScale = 0.5f, Pmf = new() { Passes = 5 }, BinaryPmf = new() { Penalty = 1 },
        SvdPlusPlus = new() { Passes = 5 },
    };

    private static DatasetSplit Split(RatingDataset dataset, SplitProtocol protocol) =>
        DatasetSplit.Create(dataset, new() { Protocol = protocol, TestShare = 0.2, ValidationShare = 0.1 }, StateLength, seed: 1);

    private static double Rms(Tensor vectors)
    {
        var rows = Enumerable.Range(0, vectors.Shape.Rows).Select(row => vectors.Row(row).ToArray())
            .Where(row => row.Any(v => v != 0));
        return Math.Sqrt(rows.SelectMany(row => row).Average(v => (double)v * v));
    }
}
