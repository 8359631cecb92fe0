using System.Security.Cryptography;
using System.Text.Json;
using Drr.Agent.Data;
using Drr.Agent.Data.Formats;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Runs;
using Drr.TestKit;

namespace Drr.Agent.Tests.Data;

public sealed class DatasetSplitTests
{
    private const int StateLength = 10;

    private static readonly RatingDataset s_data = SyntheticDataset.Generate(new() { Users = 60, Items = 90, Ratings = 900 });

    [Fact]
    public void The_catalogue_protocol_tests_the_last_users()
    {
        var split = DatasetSplit.ByUser(s_data, new(), StateLength, seed: 5);
        Assert.Equal(Enumerable.Range(48, 12), split.TestUsers);
        Assert.Equal(2, split.ValidationUsers.Count); // 5 % of 48, rounded
        Assert.Equal(Enumerable.Range(0, 48), split.TrainUsers.Concat(split.ValidationUsers).Order());
        Assert.Equal(split.TrainUsers.Order(), split.TrainUsers);
    }

    [Fact]
    public void Folds_hold_out_every_user_once_whatever_the_seed()
    {
        DatasetSplit Split(int fold, ulong seed = 5) => DatasetSplit.ByUser(s_data, new() { Fold = fold }, StateLength, seed);

        int[][] tested = [.. Enumerable.Range(1, DatasetSplit.Folds).Select(fold => Split(fold).TestUsers.ToArray())];
        Assert.Equal(Enumerable.Range(0, s_data.Users.Count), tested.SelectMany(users => users).Order());
        Assert.All(tested, users => Assert.True(users.Length is > 0 and < 20, $"{users.Length} of 60"));
        Assert.Equal(tested[2], Split(3, seed: 6).TestUsers);
        var known = Split(3).TrainUsers.Concat(Split(3).ValidationUsers).Order();
        Assert.Equal([.. Enumerable.Range(0, 60).Except(tested[2])], known);
        Assert.Equal(3, Split(3).Manifest().Fold);
    }

    [Fact]
    public void Who_is_in_a_fold_never_changes() => Assert.Equal(
        [11, 19, 27, 36, 37, 40, 44, 53, 57],
        DatasetSplit.ByUser(s_data, new() { Fold = 2 }, StateLength, seed: 1).TestUsers
            .Select(user => s_data.Users[user].Id));

    [Fact]
    public void The_rerank_protocol_has_no_folds() => Assert.Contains(
        "split.fold 2", Assert.Throws<InvalidDataException>(() => DatasetSplit.ByRating(
            s_data, new() { Protocol = SplitProtocol.Rerank, Fold = 2 }, seed: 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_held_out_users_first_ratings_are_the_state_and_the_rest_is_held_out()
    {
        var split = DatasetSplit.ByUser(s_data, new() { ValidationShare = 0.3 }, StateLength, seed: 5);
        for (var user = 0; user < s_data.Users.Count; user++)
        {
            var roles = split.Roles.Slice(s_data.HistoryStart(user), s_data.HistoryOf(user).Length).ToArray();
            var role = split.TestUsers.Contains(user) ? RowRole.Test
                : split.ValidationUsers.Contains(user) ? RowRole.Validation
                : RowRole.Train;
            Assert.All(roles.Select((actual, row) => (actual, row)), r =>
                Assert.Equal(role != RowRole.Train && r.row < StateLength ? RowRole.State : role, r.actual));
        }

        Assert.Equal(s_data.Ratings.Length, Enum.GetValues<RowRole>().Sum(split.RowsOf));
    }

    [Fact]
    public void Users_with_nothing_beyond_the_state_are_told()
    {
        var ratings = from user in Enumerable.Range(0, 10)
                      from item in Enumerable.Range(0, user + 1)
                      select new Rating(user, item, 3, item);
        var data = Made(10, [.. ratings]);
        var split = DatasetSplit.ByUser(data, new() { TestShare = 0.5, ValidationShare = 0 }, stateLength: 8, seed: 1);
        Assert.Equal([5, 6, 7], split.UnevaluableUsers); // users 8 and 9 have 9 and 10 ratings
        Assert.Equal(3, split.RowsOf(RowRole.Test));
        Assert.Equal(5, split.TestUsers.Count);
    }

    [Fact]
    public void The_rerank_protocol_holds_out_ratings_of_everybody()
    {
        var split = DatasetSplit.ByRating(s_data, new() { Protocol = SplitProtocol.Rerank }, seed: 3);
        Assert.Equal([684, 36, 180, 0, 0], Enum.GetValues<RowRole>().Select(split.RowsOf)); // train ... state, simulator
        Assert.Equal(UsersWith(split, RowRole.Test), split.TestUsers);
        Assert.Equal(UsersWith(split, RowRole.Train), split.TrainUsers);
        Assert.Equal(UsersWith(split, RowRole.Validation), split.ValidationUsers);
        Assert.Equal(Enumerable.Range(0, 60), split.TestUsers.Concat(split.UnevaluableUsers).Order());
    }

    [Fact]
    public void The_simulators_rows_are_set_apart_from_the_training_rows_and_change_nobody_elses()
    {
        var whole = DatasetSplit.ByRating(s_data, new() { Protocol = SplitProtocol.Rerank }, seed: 3);
        var split = DatasetSplit.ByRating(s_data, new() { Protocol = SplitProtocol.Rerank, SimulatorShare = 0.25 }, seed: 3);
        Assert.Equal([513, 36, 180, 0, 171], Enum.GetValues<RowRole>().Select(split.RowsOf));
        for (var row = 0; row < s_data.Ratings.Length; row++)
        {
            Assert.Equal(whole.Roles[row], split.Roles[row] == RowRole.Simulator ? RowRole.Train : split.Roles[row]);
        }

        Assert.Null(whole.Manifest().Simulator);
        Assert.Equal((171, split.Rows(RowRole.Simulator)), (split.Manifest().Simulator!.Rows, split.Manifest().Simulator));
    }

    [Fact]
    public void A_rating_is_tested_as_often_as_asked_for_wherever_it_stands()
    {
        const int Seeds = 400;
        var tested = new int[s_data.Ratings.Length];
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var split = DatasetSplit.ByRating(s_data, new(), seed);
            for (var row = 0; row < tested.Length; row++)
            {
                tested[row] += split.Roles[row] == RowRole.Test ? 1 : 0;
            }
        }

        Assert.All(tested, count => Assert.InRange(count, 40, 120)); // mean 80, deviation 8: five deviations, 900 rows
        var thirds = tested.Chunk(300).Select(third => third.Average()).ToArray();
        Assert.All(thirds, mean => Assert.InRange(mean, 77.5, 82.5)); // deviation about 0.4
    }

    [Theory]
    [InlineData(SplitProtocol.Catalogue)]
    [InlineData(SplitProtocol.Rerank)]
    public void The_seed_decides(SplitProtocol protocol)
    {
        var options = new SplitOptions { Protocol = protocol, ValidationShare = 0.3 };
        var split = DatasetSplit.Create(s_data, options, StateLength, seed: 8);
        Assert.Equal(split.Manifest(), DatasetSplit.Create(s_data, options, StateLength, seed: 8).Manifest());
        var other = DatasetSplit.Create(s_data, options, StateLength, seed: 9);
        Assert.NotEqual(split.Rows(RowRole.Train), other.Rows(RowRole.Train));
        Assert.Equal(protocol == SplitProtocol.Catalogue ? StateLength : 0, split.StateLength);
    }

    [Fact]
    public void A_hash_is_that_of_the_raw_rows_by_user_and_item()
    {
        // Raw ids 1, 2 and 101, 102, 103; user 2 is the test user, whose first row in time, film 103, is the state.
        var data = Made(2, [new(0, 2, 5, 7), new(1, 1, 3, 20), new(1, 2, 4, 10), new(1, 0, 1, 30)]);
        var split = DatasetSplit.ByUser(data, new() { TestShare = 0.5, ValidationShare = 0 }, stateLength: 1, seed: 1);
        byte[] expected =
        [
            2, 0, 0, 0, 101, 0, 0, 0, 0, 0, 0x80, 0x3F, 30, 0, 0, 0, 0, 0, 0, 0,
            2, 0, 0, 0, 102, 0, 0, 0, 0, 0, 0x40, 0x40, 20, 0, 0, 0, 0, 0, 0, 0,
        ];
        Assert.Equal(new RowSet(2, Convert.ToHexStringLower(SHA256.HashData(expected))), split.Rows(RowRole.Test));
        Assert.Equal(new RowSet(0, Convert.ToHexStringLower(SHA256.HashData([]))), split.Rows(RowRole.Validation));
        Assert.NotEqual(split.Rows(RowRole.Train), split.Rows(RowRole.State));
    }

    [Fact]
    public void One_of_the_first_ratings_makes_other_rows_of_users_and_a_later_one_does_not()
    {
        var split = Split(StateLength, changed: -1);
        var user = split.TestUsers.First(user => s_data.HistoryOf(user).Length > StateLength);
        var start = s_data.HistoryStart(user);
        Assert.Equal(s_data.HistoryOf(user)[..StateLength], split.FirstRatingsOf(user));
        Assert.Equal(Enumerable.Range(0, 60).Sum(u => split.FirstRatingsOf(u).Length), split.UserRows.Rows);
        Assert.NotEqual(split.UserRows, Split(StateLength, changed: start + StateLength - 1).UserRows);
        Assert.Equal(split.UserRows, Split(StateLength, changed: start + StateLength).UserRows);
        Assert.Equal(split.Rows(RowRole.Train), Split(StateLength, changed: start).Rows(RowRole.Train));
        Assert.NotEqual(split.UserRows, Split(StateLength + 1, changed: -1).UserRows);

        static DatasetSplit Split(int length, int changed)
        {
            var rows = s_data.Ratings.ToArray().Select((r, row) => row == changed ? r with { Value = r.Value == 5 ? 1 : 5 } : r);
            return DatasetSplit.ByUser(new("changed", s_data.Users, s_data.Items, rows, s_data.Scale), new(), length, seed: 5);
        }
    }

    [Fact]
    public void Where_whole_users_are_not_held_out_vectors_of_users_come_from_the_training_rows()
    {
        var split = DatasetSplit.ByRating(s_data, new() { Protocol = SplitProtocol.Rerank }, seed: 3);
        Assert.Equal(split.Rows(RowRole.Train), split.UserRows);
    }

    [Fact]
    public void A_manifest_survives_its_json_form()
    {
        var manifest = DatasetSplit.ByUser(s_data, new(), StateLength, seed: 5).Manifest();
        var json = JsonSerializer.Serialize(manifest, RunJson.Indented);
        Assert.Equal(manifest, JsonSerializer.Deserialize<SplitManifest>(json, RunJson.Indented));
        Assert.Equal((46, 2, 12), (manifest.TrainUsers, manifest.ValidationUsers, manifest.TestUsers));
    }

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(1, 0.05)]
    [InlineData(double.NaN, 0.05)]
    [InlineData(0.2, 1)]
    [InlineData(0.2, -0.1)]
    public void Shares_out_of_range_are_refused(double test, double validation) =>
        Assert.Throws<ArgumentException>(() =>
            DatasetSplit.ByUser(s_data, new() { TestShare = test, ValidationShare = validation }, StateLength, seed: 1));

    [Theory]
    [InlineData(0.001, 0)]
    [InlineData(0.999, 0)]
    [InlineData(0.2, 0.999)]
    public void Data_that_leave_a_part_empty_are_too_few(double test, double validation) =>
        Assert.Contains("too few users", Assert.Throws<InvalidDataException>(() =>
            DatasetSplit.ByUser(s_data, new() { TestShare = test, ValidationShare = validation }, StateLength, seed: 1)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Real_data_is_split_as_the_reference_program_splits_it()
    {
        Assert.SkipWhen(MovieLens1M.Folder is null, MovieLens1M.Missing);
        var data = DatasetReader.Read(MovieLens1M.Folder);
        var split = DatasetSplit.ByUser(data, new(), StateLength, seed: 1);
        Assert.Equal(1_208, split.TestUsers.Count);
        Assert.Equal((4_833, 6_040), (data.Users[split.TestUsers[0]].Id, data.Users[split.TestUsers[^1]].Id));
        Assert.Empty(split.UnevaluableUsers);
        Assert.Equal(StateLength * (1_208 + 242), split.RowsOf(RowRole.State));
    }

    private static RatingDataset Made(int users, Rating[] ratings) => new(
        "made",
        [.. Enumerable.Range(1, users).Select(id => new User(id))],
        [.. Enumerable.Range(101, 10).Select(id => new Item(id, "Film", []))],
        ratings,
        RatingScale.WholeStars);

    private static SortedSet<int> UsersWith(DatasetSplit split, RowRole role)
    {
        var users = new SortedSet<int>();
        for (var row = 0; row < split.Roles.Length; row++)
        {
            if (split.Roles[row] == role)
            {
                users.Add(s_data.Ratings[row].User);
            }
        }

        return users;
    }
}
