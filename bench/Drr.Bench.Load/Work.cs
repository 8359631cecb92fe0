namespace Drr.Bench.Load;

/// <summary>What a client asks for.</summary>
internal enum Work
{
    /// <summary>Lists of the agent, ten films with their reasons, for one user after the other.</summary>
    Drr,

    /// <summary>The same of item cosine.</summary>
    ItemCosine,

    /// <summary>Clicks, each on the disk when it is answered.</summary>
    Feedback,
}
