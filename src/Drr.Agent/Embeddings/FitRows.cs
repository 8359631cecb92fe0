using Drr.Agent.Data;
using Drr.Agent.LinearAlgebra;

namespace Drr.Agent.Embeddings;

/// <summary>The rows of a data set that a fit may use, by role, and its sizes. Test rows are not kept.</summary>
public sealed class FitRows
{
    private readonly Rating[] _training, _validation, _state;
    private readonly int[] _trainingStart, _stateStart; // [users + 1]: user u's rows are start[u] .. start[u + 1]
    private readonly bool[] _fitted;
    private readonly Lazy<SparseMatrix> _byUser, _byItem;

    /// <summary>Groups the rows by role.</summary>
    /// <param name="dataset">The ratings.</param> <param name="roles">[ratings], aligned with the data set's.</param>
    /// <param name="training">The role of the rows to fit on.</param>
    /// <exception cref="ArgumentException">Not one role a rating, or no row to fit on.</exception>
    public FitRows(RatingDataset dataset, ReadOnlySpan<RowRole> roles, RowRole training = RowRole.Train)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (roles.Length != dataset.Ratings.Length || !roles.Contains(training))
        {
            throw new ArgumentException(
                $"Got {roles.Length} roles for {dataset.Ratings.Length} ratings; "
                + $"give one a rating, one or more of them {training}.");
        }

        (UserCount, ItemCount, Scale) = (dataset.Users.Count, dataset.Items.Count, dataset.Scale);
        _training = Select(dataset.Ratings, roles, training);
        _validation = Select(dataset.Ratings, roles, RowRole.Validation);
        _state = Select(dataset.Ratings, roles, RowRole.State);
        (_trainingStart, _stateStart) = (Starts(_training), Starts(_state));
        _byUser = new(() => ToMatrix(_ => 1));
        _byItem = new(() => _byUser.Value.Transpose());
        _fitted = new bool[ItemCount];
        foreach (var row in _training)
        {
            _fitted[row.Item] = true;
        }
    }

    /// <summary>Users of the data set, with rows or without.</summary>
    public int UserCount { get; }

    /// <summary>Items of the data set, with rows or without.</summary>
    public int ItemCount { get; }

    /// <summary>The values that ratings take.</summary>
    public RatingScale Scale { get; }

    /// <summary>Rows to fit on, user by user.</summary>
    public ReadOnlySpan<Rating> Training => _training;

    /// <summary>Rows to choose a pass by, user by user.</summary>
    public ReadOnlySpan<Rating> Validation => _validation;

    /// <summary>A user's rows to fit on.</summary>
    public ReadOnlySpan<Rating> TrainingOf(int user) => _training.AsSpan(_trainingStart[user].._trainingStart[user + 1]);

    /// <summary>A user's rows that are not fitted on; the user's vector comes from them when there are none to fit on.</summary>
    public ReadOnlySpan<Rating> StateOf(int user) => _state.AsSpan(_stateStart[user].._stateStart[user + 1]);

    /// <summary>The rows that a user's vector comes from: the rows to fit on, else the state rows.</summary>
    public ReadOnlySpan<Rating> KnownOf(int user) => TrainingOf(user) is { IsEmpty: false } training ? training : StateOf(user);

    /// <summary>Who rated what: users x items, a 1 for each row to fit on. Computed once.</summary>
    internal SparseMatrix ByUser => _byUser.Value;

    /// <summary>The same, items x users.</summary>
    internal SparseMatrix ByItem => _byItem.Value;

    /// <summary>Whether the item has a row to fit on.</summary>
    public bool IsFitted(int item) => _fitted[item];

    /// <summary>Users x items, an entry for each row to fit on.</summary>
    /// <param name="entry">The entry of a rating.</param>
    internal SparseMatrix ToMatrix(Func<float, float> entry) =>
        new(ItemCount, _trainingStart, [.. _training.Select(row => row.Item)], [.. _training.Select(row => entry(row.Value))]);

    private int[] Starts(Rating[] rows)
    {
        var start = new int[UserCount + 1];
        foreach (var row in rows)
        {
            start[row.User + 1]++;
        }

        for (var user = 0; user < UserCount; user++)
        {
            start[user + 1] += start[user];
        }

        return start;
    }

    private static Rating[] Select(ReadOnlySpan<Rating> rows, ReadOnlySpan<RowRole> roles, RowRole role)
    {
        var selected = new Rating[roles.Count(role)];
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (roles[i] == role)
            {
                selected[count++] = rows[i];
            }
        }

        return selected;
    }
}
