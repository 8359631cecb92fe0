using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Environments;

namespace Drr.Analysis.Protocols;

/// <summary>One fold of a cross-validation: its ratings are tested, the liked ratings of the other folds are fitted on.</summary>
internal sealed class Fold
{
    private readonly RatingDataset _dataset;
    private readonly RowRole[] _roles;
    private readonly float _likedFrom;

    /// <param name="dataset">The ratings.</param> <param name="foldOf">[ratings]: the fold of each.</param>
    /// <param name="tested">The fold that is tested.</param>
    /// <exception cref="InvalidDataException">There is no liked rating to fit on or to find.</exception>
    internal Fold(RatingDataset dataset, ReadOnlySpan<byte> foldOf, int tested)
    {
        (_dataset, _likedFrom, _roles) = (dataset, Liking.From(dataset.Scale), new RowRole[foldOf.Length]);
        for (var row = 0; row < foldOf.Length; row++)
        {
            _roles[row] = foldOf[row] == tested ? RowRole.Test
                : dataset.Ratings[row].Value >= _likedFrom ? RowRole.Train : RowRole.State;
        }

        Users = [.. Enumerable.Range(0, dataset.Users.Count).Where(user => ToFind(user).Count > 0)];
        if (Users.Count == 0 || !_roles.Contains(RowRole.Train))
        {
            throw new InvalidDataException(
                $"{dataset.Name}: too few ratings of {_likedFrom} or more for cross-validation: each fold needs one.");
        }

        Rows = new FitRows(dataset, _roles);
    }

    /// <summary>Users who liked an item of the tested fold; dense ids.</summary>
    internal IReadOnlyList<int> Users { get; }

    /// <summary>What the models are fitted on: the liked ratings of the other folds.</summary>
    internal FitRows Rows { get; }

    /// <summary>The role of each rating: Train for what is fitted on, Test for the tested fold, State for the rest.</summary>
    internal ReadOnlySpan<RowRole> Roles => _roles;

    /// <summary>What is known of a user: everything that the user rated in the other folds, which is not shown again, and the
    /// liked items of it as the history.</summary>
    internal Observation Known(int user)
    {
        (int Item, float Reward)[] known =
        [
            .. RowsOf(user).Where(row => row.Role != RowRole.Test)
                .Select(row => (row.Rating.Item, row.Role == RowRole.Train ? 1f : -1)),
        ];
        var observation = new Observation(known.Count(row => row.Reward > 0));
        observation.Start(user, known, first: 0);
        return observation;
    }

    /// <summary>The items of the tested fold that a user liked.</summary>
    internal HashSet<int> ToFind(int user) =>
        [.. RowsOf(user).Where(row => row.Role == RowRole.Test && row.Rating.Value >= _likedFrom).Select(row => row.Rating.Item)];

    private IEnumerable<(Rating Rating, RowRole Role)> RowsOf(int user) =>
        Enumerable.Range(_dataset.HistoryStart(user), _dataset.HistoryOf(user).Length)
            .Select(row => (_dataset.Ratings[row], _roles[row]));
}
