namespace Drr.Agent.Data;

/// <summary>The file forms that MovieLens data sets come in.</summary>
public enum DatasetForm
{
    /// <summary><c>ratings.dat</c>, <c>movies.dat</c>, <c>users.dat</c>, split by <c>::</c>; Latin-1, whole stars.</summary>
    Ml1M,

    /// <summary>As <see cref="Ml1M"/>, but without <c>users.dat</c>, with half stars, and UTF-8 or Latin-1. A
    /// <c>tags.dat</c> is passed over.</summary>
    Ml10M,

    /// <summary><c>u.data</c> (tabs), <c>u.item</c>, <c>u.user</c> (bars): Latin-1, whole stars.</summary>
    Ml100K,

    /// <summary><c>ratings.csv</c>, <c>movies.csv</c>: a header, quoting, UTF-8, half stars; ML-20M, ML-25M and ML-32M have it
    /// too. MovieLens gives no users in this form; a <c>users.csv</c> with the header <c>userId,gender,age,occupation,zip</c> is
    /// read where there is one.</summary>
    MlLatest,
}
