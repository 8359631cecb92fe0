namespace Drr.Analysis.Protocols;

/// <summary>Scores films for a user from who liked what; used from several threads at once.</summary>
internal interface IRecommender
{
    string Name { get; }

    /// <param name="user">Dense id.</param> <param name="scores">[items], overwritten.</param>
    void Score(int user, Span<float> scores);
}
