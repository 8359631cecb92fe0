using Drr.Agent.Data;

namespace Drr.Analysis.Protocols;

/// <summary>One fold's ratings taken apart.</summary>
internal sealed class Fold
{
    /// <exception cref="InvalidDataException">There is nothing to learn from or nothing to find.</exception>
    internal Fold(RatingDataset dataset, ReadOnlySpan<byte> foldOf, int tested)
    {
        Dataset = dataset;
        Seen = [.. dataset.Users.Select(_ => new List<int>())];
        ToFind = [.. dataset.Users.Select(_ => new HashSet<int>())];
        var (liked, likedFrom) = (new List<Rating>(), Liking.From(dataset.Scale));
        for (var row = 0; row < foldOf.Length; row++)
        {
            var rating = dataset.Ratings[row];
            if (foldOf[row] != tested)
            {
                Seen[rating.User].Add(rating.Item);
                if (rating.Value >= likedFrom)
                {
                    liked.Add(rating);
                }
            }
            else if (rating.Value >= likedFrom)
            {
                ToFind[rating.User].Add(rating.Item);
            }
        }

        Liked = [.. liked];
        if (Liked.Length == 0 || ToFind.All(items => items.Count == 0))
        {
            throw new InvalidDataException(
                $"{dataset.Name}: too few ratings of {likedFrom} or more for cross-validation: each fold needs one.");
        }
    }

    internal RatingDataset Dataset { get; }

    /// <summary>[users]: items rated in the other folds.</summary>
    internal List<int>[] Seen { get; }

    /// <summary>[users]: items liked in the tested fold.</summary>
    internal HashSet<int>[] ToFind { get; }

    /// <summary>What the other folds liked.</summary>
    internal Rating[] Liked { get; }
}
