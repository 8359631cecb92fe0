using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation;

namespace Drr.Agent.Tests.Evaluation;

public sealed class LeakExceptionTests
{
    private static readonly RatingDataset s_data = SyntheticDataset.Generate(new() { Users = 60, Items = 90, Ratings = 900 });

    [Theory]
    [InlineData(EmbeddingMethod.Svd)]
    [InlineData(EmbeddingMethod.Pmf)]
    public void Vectors_of_the_same_split_pass(EmbeddingMethod method) =>
        LeakException.ThrowIfSeen(Vectors(ByUser(10), method), ByUser(10));

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void Users_folded_in_from_a_history_of_another_length_are_refused(int history)
    {
        var (found, needed) = (ByUser(history), ByUser(10));
        Assert.Equal(found.Rows(RowRole.Train), needed.Rows(RowRole.Train));
        Assert.Matches(
            $"user vectors were made of {found.UserRows.Rows} ratings "
            + $".*with a history of 10 takes {needed.UserRows.Rows} ratings",
            Refused(found, needed, EmbeddingMethod.Svd));
    }

    [Fact]
    public void Items_fitted_on_other_training_rows_are_refused() =>
        Assert.Contains("item vectors were fitted on", Refused(ByUser(10, seed: 2), ByUser(10), EmbeddingMethod.Svd));

    /// <summary>Both splits train on the same 684 ratings; 36 validate in one and are the simulator's in the other.</summary>
    [Fact]
    public void A_pass_that_the_simulators_rows_chose_is_refused_of_methods_that_choose_one()
    {
        var (found, needed) = (ByRating(validation: 0.1, simulator: 0), ByRating(validation: 0.05, simulator: 36.0 / 684));
        Assert.Equal(found.Rows(RowRole.Train), needed.Rows(RowRole.Train));
        Assert.Contains("best pass was chosen on 72 ratings", Refused(found, needed, EmbeddingMethod.SvdPlusPlus));
        LeakException.ThrowIfSeen(Vectors(found, EmbeddingMethod.BinaryPmf), needed);

        static DatasetSplit ByRating(double validation, double simulator) => DatasetSplit.ByRating(
            s_data,
            new() { Protocol = SplitProtocol.Rerank, ValidationShare = validation, SimulatorShare = simulator },
            seed: 3);
    }

    [Fact]
    public void Vectors_that_do_not_say_what_they_were_made_of_are_refused()
    {
        var vectors = new EmbeddingTable(EmbeddingMethod.Svd, new(new(60, 2)), new(new(90, 2)), new bool[90]);
        var fault = Assert.Throws<LeakException>(() => LeakException.ThrowIfSeen(vectors, ByUser(10), "old.safetensors"));
        Assert.Matches("^old.safetensors: does not say.*earlier versions.*fit vectors anew", fault.Message);
    }

    private static string Refused(DatasetSplit found, DatasetSplit needed, EmbeddingMethod method)
    {
        var fault = Assert.Throws<LeakException>(() => LeakException.ThrowIfSeen(Vectors(found, method), needed));
        Assert.DoesNotContain('\n', fault.Message);
        return fault.Message;
    }

    private static EmbeddingTable Vectors(DatasetSplit split, EmbeddingMethod method) => EmbeddingFitter.Fit(
        split, new() { Method = method, Size = 4, Pmf = new() { Passes = 1 }, SvdPlusPlus = new() { Passes = 1 } }, seed: 1);

    private static DatasetSplit ByUser(int history, ulong seed = 1) => DatasetSplit.ByUser(s_data, new(), history, seed);
}
