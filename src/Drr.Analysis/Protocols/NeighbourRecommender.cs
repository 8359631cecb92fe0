namespace Drr.Analysis.Protocols;

/// <summary>Item cosine and user cosine with all neighbours, both as two steps over the matrix B of who liked what: from the
/// user's films to the other users w, and from those to all films.</summary>
/// <remarks>Item cosine: score(i) = sum over the user's films a of B_a · B_i / sqrt(n_a n_i) = sum over users w of
/// (sum over a liked by w of 1 / sqrt(n_a)) B_wi / sqrt(n_i). User cosine: score(i) = sum over w of
/// (films in common / sqrt(n_w)) B_wi, without the factor 1 / sqrt(n_u), which is the same for all films. So neither needs its
/// matrix of cosines.</remarks>
internal sealed class NeighbourRecommender : IRecommender
{
    private readonly LikedMatrix _liked;
    private readonly float[] _out, _step, _in; // what a film gives to its users, a user passes on, a film receives

    private NeighbourRecommender(string name, LikedMatrix liked, float[] @out, float[] step, float[] @in) =>
        (Name, _liked, _out, _step, _in) = (name, liked, @out, step, @in);

    public string Name { get; }

    internal static NeighbourRecommender ItemCosine(LikedMatrix liked)
    {
        var lengths = Lengths(liked.Items, item => liked.UsersOf(item).Length);
        return new("item cosine", liked, lengths, Ones(liked.Users), lengths);
    }

    internal static NeighbourRecommender UserCosine(LikedMatrix liked) => new(
        "user cosine", liked, Ones(liked.Items), Lengths(liked.Users, user => liked.ItemsOf(user).Length), Ones(liked.Items));

    public void Score(int user, Span<float> scores)
    {
        var weights = new float[_liked.Users];
        foreach (var item in _liked.ItemsOf(user))
        {
            foreach (var other in _liked.UsersOf(item))
            {
                weights[other] += _out[item];
            }
        }

        scores.Clear();
        for (var other = 0; other < weights.Length; other++)
        {
            if (weights[other] != 0)
            {
                var weight = weights[other] * _step[other];
                foreach (var item in _liked.ItemsOf(other))
                {
                    scores[item] += weight;
                }
            }
        }

        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] *= _in[item];
        }
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static float[] Lengths(int count, Func<int, int> size) =>
        [.. Enumerable.Range(0, count).Select(i => size(i) == 0 ? 0 : 1 / MathF.Sqrt(size(i)))];
}
