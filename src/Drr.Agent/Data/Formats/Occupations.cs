namespace Drr.Agent.Data.Formats;

/// <summary>The occupation codes of ML-1M (its README), in words.</summary>
internal static class Occupations
{
    private static readonly string[] s_words =
    [
        "other", "academic/educator", "artist", "clerical/admin", "college/grad student", "customer service",
        "doctor/health care", "executive/managerial", "farmer", "homemaker", "K-12 student", "lawyer", "programmer", "retired",
        "sales/marketing", "scientist", "self-employed", "technician/engineer", "tradesman/craftsman", "unemployed", "writer",
    ];

    /// <summary>By code.</summary>
    public static IReadOnlyList<string> Words => s_words;

    /// <summary>The code of a word, or -1.</summary>
    public static int CodeOf(string? word) => Array.IndexOf(s_words, word);
}
