namespace Drr.Analysis.Protocols;

/// <summary>How many users like a film: the same list for everybody, for comparison.</summary>
internal sealed class CountRecommender(LikedMatrix liked) : IRecommender
{
    public string Name => "popularity";

    public void Score(int user, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = liked.UsersOf(item).Length;
        }
    }
}
